import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CrmError, CrmErrors } from '../../../../core/errors.js'
import { buildRuleSet, readRuleFiles } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { MISTAKES } from './mistakes.js'
import { MORE_MISTAKES } from './more-mistakes.js'
import { TYPED_MISTAKES } from './typed-mistakes.js'

const base = { name: 'base', folder: new URL('../../../../rules', import.meta.url).pathname }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-mistakes-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('one mistake gives one message at its place', () => {
  test.each([...MISTAKES, ...MORE_MISTAKES, ...TYPED_MISTAKES].map((mistake, index) => ({ ...mistake, index })))(
    '$file: $name',
    async ({ file, text, code, says, index }) => {
      const layer = join(folder, String(index))
      await mkdir(layer)
      await writeFile(join(layer, file), text.replace('▶', ''))
      const before = text.slice(0, text.indexOf('▶')).split('\n')
      // A lifecycle replaces the base's own, whose statuses all other base files name.
      const errors = await mistakesOf(layer, file === 'x.lifecycle.json' ? [] : [base])
      expect(errors.map(({ code, details: { file, line, column } }) => ({ code, file, line, column }))).toEqual([
        { code, file: join(layer, file), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
      ])
      expect(errors[0]?.message).toContain(says)
    },
  )
})

describe('what looks like a mistake and is none', () => {
  test.each([
    [
      'a fact in the place of a value that means something',
      '"due": { "fact": "lead", "path": "$.message" }, "assignee": "owner"',
    ],
    ['a queue by its name', '"assignee": "queue:inbound", "due": "P1DT2H"'],
    ['a user by id', '"assignee": "0190f5fe-7c00-7a00-8abc-012345678901"'],
  ])('%s in a parameter', async (name, params) => {
    const layer = await layerOf(name.replaceAll(' ', '-'), { 'a.automation.json': taskWith(params) })
    expect(await mistakesOf(layer)).toEqual([])
  })

  test('a row with a higher priority, or switched off, after one that always matches', async () => {
    const rows = [
      '"then": { "queue": "inbound" }',
      '"priority": 5, "then": { "queue": "inbound" }',
      '"enabled": false, "then": {"queue": "inbound" }',
    ]
    const table = `{ "inputs": [{ "id": "city", "fact": "lead", "path": "$.city", "type": "string" }], "rows": [${rows.map((row, index) => `{ "id": "r${index}", "city": "${index === 1 ? 'Yazd' : '-'}", ${row} }`).join()}] }`
    const layer = await layerOf('reached', {
      'a.routing.json': `{ "apiVersion": "sarnakh/v1", "kind": "routing", "id": "a", "table": ${table} }`,
    })
    expect(await mistakesOf(layer)).toEqual([])
  })

  test('asking whether there is an owner at all', async () => {
    const conditions = '{ "all": [{ "fact": "owner", "operator": "present", "value": true }] }'
    const layer = await layerOf('owned', {
      'a.segment.json': `{ "apiVersion": "sarnakh/v1", "kind": "segment", "id": "a", "title": { "en": "A" }, "conditions": ${conditions} }`,
    })
    expect(await mistakesOf(layer)).toEqual([])
  })
})

const taskWith = (params: string) =>
  `{ "apiVersion": "sarnakh/v1", "kind": "automation", "id": "a", "rules": [{ "id": "r", "conditions": { "condition": "isHot" }, "then": [{ "type": "task.create", "params": { "subject": "x", ${params} } }] }] }`

describe('reading layers', () => {
  test('collects the mistakes of all files, of shape and of names', async () => {
    const layer = await layerOf('many', {
      'a.segment.json': '{ "apiVersion": "sarnakh/v1", "kind": "segment", "id": "a", "title": { "en": "A" } }',
      'b.segment.json':
        '{ "apiVersion": "sarnakh/v1", "kind": "segment", "id": "b", "title": { "en": "B" }, "conditions": { "any": [{ "condition": "nobody" }, { "fact": "led", "operator": "equal", "value": 1 }] } }',
    })
    expect((await mistakesOf(layer)).map(({ code }) => code)).toEqual([
      'RULE_SHAPE',
      'RULE_CONDITION_UNKNOWN',
      'RULE_FACT_UNKNOWN',
    ])
  })

  test('tells each mistake once, by file, then line, then column', async () => {
    const segment = (id: string, leaves: string) =>
      `{ "apiVersion": "sarnakh/v1", "kind": "segment", "id": "${id}", "title": { "en": "A" },\n "conditions": { "all": [${leaves}] } }`
    const layer = await layerOf('order', {
      'z.queues.json': '{ "apiVersion": "sarnakh/v1", "kind": "queues", "id": "z" }',
      'b.segment.json': segment(
        'b',
        '{ "condition": "nobody" },\n { "fact": "led", "operator": "equal", "value": 1 }, { "condition": "nobody" }',
      ),
      'a.segment.json': segment('a', '{ "condition": "nobody" }'),
    })
    const places = (await mistakesOf(layer)).map(({ details: { file = '', line, column } }) => [
      file.slice(layer.length + 1),
      line,
      column,
    ])
    expect(places).toEqual([
      ['a.segment.json', 2, 41],
      ['b.segment.json', 2, 41],
      ['b.segment.json', 3, 12],
      ['b.segment.json', 3, 69],
      ['z.queues.json', 1, 1],
    ])
  })

  test('does not report again what follows from a broken file', async () => {
    const layer = await layerOf('cascade', {
      'base.queues.json': '{ "apiVersion": "sarnakh/v1", "kind": "queues", "id": "base" }',
    })
    expect((await mistakesOf(layer)).map(({ code }) => code)).toEqual(['RULE_SHAPE'])
  })

  test('refuses two files of one kind and id in one layer and names the other', async () => {
    const text = '{ "apiVersion": "sarnakh/v1", "kind": "queues", "id": "q", "queues": [{ "id": "q1", "label": { "en": "Q" } }] }'
    const layer = await layerOf('twice', { 'a.queues.json': text, 'b.queues.json': text })
    const errors = await mistakesOf(layer)
    expect(errors.map(({ code, details }) => [code, details.line])).toEqual([['FILE_DUPLICATE', 1]])
    expect(errors[0]?.message).toContain('a.queues.json')
  })

  test('lets a later layer replace a file in its place', async () => {
    const layer = await layerOf('replace', {
      'other-name.segment.json':
        '\uFEFF{ "apiVersion": "sarnakh/v1", "kind": "segment", "id": "fresh", /* ours */ "title": { "en": "Ours" }, "conditions": { "condition": "isOpen" } }',
    })
    const files = await readRuleFiles([base, { name: 'client', folder: layer }])
    const ruleSet = buildRuleSet(files, vocabularyFor(files))
    expect(ruleSet.segments['fresh']?.title.en).toBe('Ours')
    expect(ruleSet.files.filter(({ id }) => id === 'fresh').map(({ layer }) => layer)).toEqual(['client'])
  })

  test('refuses what is too large or too deep, and survives a loop of links', async () => {
    const deep = `{ "apiVersion": "sarnakh/v1", "x": ${'['.repeat(5_000)}${']'.repeat(5_000)} }`
    const layer = await layerOf('limits', { 'large.segment.json': ' '.repeat(1024 * 1024 + 1), 'deep.segment.json': deep })
    await symlink(layer, join(layer, 'loop'))
    expect((await mistakesOf(layer)).map(({ code }) => code)).toEqual(['FILE_TOO_DEEP', 'FILE_TOO_LARGE'])
  })

  test('names a folder that is not there', async () => {
    await expect(readRuleFiles([{ name: 'none', folder: join(folder, 'nowhere') }])).rejects.toMatchObject({
      errors: [{ code: 'FILE_UNREADABLE' }],
    })
  })

  test('names a file that cannot be read', async () => {
    const layer = await layerOf('unreadable', {})
    await symlink(join(layer, 'gone'), join(layer, 'a.segment.json'))
    expect((await mistakesOf(layer)).map(({ code }) => code)).toEqual(['FILE_UNREADABLE'])
  })

  test('demands exactly one lifecycle', async () => {
    const lifecycle =
      '{ "apiVersion": "sarnakh/v1", "kind": "lifecycle", "id": "second", "start": "a", "statuses": [{ "id": "a", "label": { "en": "A" }, "category": "open" }] }'
    const layer = await layerOf('second-lifecycle', { 'a.lifecycle.json': lifecycle })
    expect((await mistakesOf(layer)).map(({ code }) => code)).toContain('RULE_LIFECYCLE_MISSING')
    expect(() => buildRuleSet([], vocabularyFor([]))).toThrow('No file says which statuses')
  })
})

async function layerOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const layer = join(folder, name)
  await mkdir(layer)
  for (const [file, text] of Object.entries(files)) await writeFile(join(layer, file), text)
  return layer
}

/** Everything wrong with these layers together. */
async function mistakesOf(layer: string, below: readonly (typeof base)[] = [base]): Promise<readonly CrmError[]> {
  try {
    const files = await readRuleFiles([...below, { name: 'client', folder: layer }])
    buildRuleSet(files, vocabularyFor(files))
    return []
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return thrown.errors
    if (thrown instanceof CrmError) return [thrown]
    throw thrown
  }
}
