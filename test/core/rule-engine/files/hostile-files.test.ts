import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CrmError } from '../../../../core/errors.js'
import { kindSchemas } from '../../../../core/rule-engine/files/schemas/index.js'
import { readLayers, readRuleFiles, tryRuleSet } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'

const base = { name: 'base', folder: new URL('../../../../rules', import.meta.url).pathname }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-hostile-'))
})
afterAll(() => rm(folder, { recursive: true }))

const head = (kind: string) => `"apiVersion": "sarnakh/v1", "kind": "${kind}", "id": "x"`
const segment = (conditions: string) => `{ ${head('segment')}, "title": { "en": "X" }, "conditions": ${conditions} }`

async function layerOf(name: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const layer = join(folder, name)
  await mkdir(layer)
  for (const [file, text] of Object.entries(files)) await writeFile(join(layer, file), text)
  return layer
}

async function examined(layer: string): Promise<readonly CrmError[]> {
  const reading = await readLayers([base, { name: 'client', folder: layer }])
  return tryRuleSet(reading, vocabularyFor(reading.files)).mistakes
}

const told = (mistakes: readonly CrmError[]) => mistakes.map(({ code, details: { line, column } }) => ({ code, line, column }))

test.each(['__proto__', 'constructor', 'prototype'])('a key "%s" is refused at its place, at any depth', async (key) => {
  const layer = await layerOf(`key-${key}`, { 'x.segment.json': segment(`{ "all": [\n { "${key}": { "isAdmin": true } } ] }`) })
  expect(told(await examined(layer))).toEqual([{ code: 'FILE_KEY_FORBIDDEN', line: 2, column: 4 }])
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
})

test('names that every object knows are no names of ours', async () => {
  const names = ['toString', 'hasOwnProperty', 'valueOf']
  const leaves = names.flatMap((name) => [
    `{ "condition": "${name}" }`,
    `{ "fact": "${name}", "operator": "equal", "value": 1 }`,
    `{ "fact": "lead", "path": "$.${name}", "operator": "equal", "value": 1 }`,
    `{ "fact": "lead", "path": "$.city", "operator": "${name}", "value": 1 }`,
  ])
  const layer = await layerOf('known-to-all', { 'x.segment.json': segment(`{ "all": [${leaves.join(',\n')}] }`) })
  const codes = ['RULE_CONDITION_UNKNOWN', 'RULE_FACT_UNKNOWN', 'RULE_FIELD_UNKNOWN', 'RULE_OPERATOR_UNKNOWN']
  expect((await examined(layer)).map(({ code }) => code)).toEqual([...codes, ...codes, ...codes])
})

describe('what is too much', () => {
  test.each([
    ['lists', '['.repeat(5_000), ']'.repeat(5_000)],
    ['objects', '{ "not": '.repeat(5_000), '}'.repeat(5_000)],
    ['lists that are never closed', '['.repeat(100_000), ''],
  ])('5,000 levels of %s are refused where they become too deep', async (name, opening, closing) => {
    const layer = await layerOf(`deep-${name.replaceAll(' ', '-')}`, { 'x.segment.json': segment(`\n${opening}${closing}`) })
    expect(told(await examined(layer))).toMatchObject([{ code: 'FILE_TOO_DEEP', line: 2 }])
  })

  test('a file of 100 MB is refused by its size, without being read', async () => {
    const layer = await layerOf('large', {})
    const file = await open(join(layer, 'x.segment.json'), 'w')
    await file.truncate(100 * 1024 * 1024)
    await file.close()
    const before = process.memoryUsage().rss
    expect((await examined(layer)).map(({ code, message }) => [code, message.includes('104857600')])).toEqual([
      ['FILE_TOO_LARGE', true],
    ])
    expect(process.memoryUsage().rss - before).toBeLessThan(90 * 1024 * 1024)
  })

  test('a file with more values than anybody writes is refused', async () => {
    const layer = await layerOf('wide', { 'x.segment.json': segment(`{ "all": [${'1,'.repeat(200_000)}1] }`) })
    expect((await examined(layer)).map(({ code }) => code)).toEqual(['FILE_TOO_LARGE'])
  })

  test('thousands of mistakes in one file are told as the first hundred', async () => {
    const layer = await layerOf('many-mistakes', { 'x.segment.json': segment(`{ "all": [${'{},\n'.repeat(20_000)}{}] }`) })
    expect((await examined(layer)).length).toBe(100)
  })

  test('a folder with 10,000 rule files is refused as a whole', async () => {
    const layer = await layerOf('crowded', {})
    const names = Array.from({ length: 10_000 }, (_, index) => `f${index}.segment.json`)
    for (let from = 0; from < names.length; from += 500)
      await Promise.all(names.slice(from, from + 500).map((name) => writeFile(join(layer, name), '{}')))
    expect((await examined(layer)).map(({ code }) => code)).toEqual(['FILE_TOO_MANY'])
  })

  test('names that stand for billions of comparisons are told once, where they become too many', async () => {
    const doubled = Array.from({ length: 40 }, (_, index) => {
      const next = index === 39 ? 'isOpen' : `d${index + 1}`
      return `{ "id": "d${index}", "conditions": { "all": [{ "condition": "${next}" }, { "condition": "${next}" }] } }`
    })
    const layer = await layerOf('laughs', {
      'x.conditions.json': `{ ${head('conditions')}, "conditions": [\n${doubled.join(',\n')}] }`,
    })
    expect(told(await examined(layer))).toMatchObject([{ code: 'RULE_CONDITIONS_TOO_LARGE' }])
  })

  test('a chain of thousands of names ends in a message and not in the stack', async () => {
    const chain = Array.from({ length: 5_000 }, (_, index) => {
      const next = index === 4_999 ? 'isOpen' : `c${index + 1}`
      return `{ "id": "c${index}", "conditions": { "condition": "${next}" } }`
    })
    const layer = await layerOf('chain', {
      'x.conditions.json': `{ ${head('conditions')}, "conditions": [\n${chain.join(',\n')}] }`,
    })
    expect((await examined(layer)).map(({ code }) => code)).toEqual(['RULE_CONDITIONS_TOO_LARGE'])
  })

  test('a circle of a thousand names is told once', async () => {
    const circle = Array.from({ length: 1_000 }, (_, index) => {
      return `{ "id": "r${index}", "conditions": { "condition": "r${(index + 1) % 1_000}" } }`
    })
    const layer = await layerOf('circle', {
      'x.conditions.json': `{ ${head('conditions')}, "conditions": [\n${circle.join(',\n')}] }`,
    })
    expect((await examined(layer)).map(({ code }) => code)).toContain('RULE_CONDITION_CYCLE')
  })
})

describe('patterns', () => {
  test('no rule file gives a regular expression: no kind has a key for one', () => {
    const keys = (schema: unknown): readonly string[] => {
      if (typeof schema !== 'object' || schema === null) return []
      const { properties } = schema as { readonly properties?: object }
      return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(keys)]
    }
    const strange = keys(kindSchemas).filter((key) => /pattern|regex|regexp|match/i.test(key))
    // Those of a mapping are the names of fields by which records are found again.
    expect(strange).toEqual(['match'])
    expect((kindSchemas.mapping as { properties: { match: unknown } }).properties.match).toMatchObject({ type: 'array' })
  })

  test('what records are found again by are names of fields, not patterns', async () => {
    const mapping = (match: string) =>
      `{ ${head('mapping')}, "title": { "en": "X" }, "reads": "csv", "entity": "account", "match": ["${match}"], "fields": { "name": "Name" } }`
    const layer = await layerOf('match', { 'x.mapping.json': mapping('^(a*)*$') })
    expect((await examined(layer)).map(({ code }) => code)).toEqual(['RULE_FIELD_UNKNOWN'])
  })

  test.each([
    ['a cell', `[${'.'.repeat(200_000)}`],
    ['a range', `[1..${'1'.repeat(200_000)}x`],
  ])('the longest text that nearly is %s is refused at once', async (name, cell) => {
    const table = `{ "inputs": [{ "id": "size", "fact": "lead", "path": "$.employees", "type": "number" }],
      "rows": [{ "id": "a", "size": "${cell}", "then": { "queue": "inbound" } }] }`
    const layer = await layerOf(`cell-${name.slice(2)}`, { 'x.routing.json': `{ ${head('routing')}, "table": ${table} }` })
    expect(await examined(layer)).toHaveLength(1)
  })

  test.each(['$..[?(@.x)]', '$[(@.length-1)]', '$.a[?(@.b=~/(a+)+$/)]', `$.${'a'.repeat(100_000)}`])(
    'the path %.30s is no path',
    async (path) => {
      const text = segment(`{ "all": [{ "fact": "lead", "path": ${JSON.stringify(path)}, "operator": "equal", "value": 1 }] }`)
      const layer = await layerOf(`path-${path.length}`, { 'x.segment.json': text })
      expect((await examined(layer)).map(({ code }) => code)).toEqual(['RULE_SHAPE'])
    },
  )
})

describe('what is no text in a file', () => {
  test('a pipe, a device, a link to itself, a link to nowhere and a loop of folders', async () => {
    const layer = await layerOf('strange', {})
    await promisify(execFile)('mkfifo', [join(layer, 'a.segment.json')])
    await symlink('/dev/zero', join(layer, 'b.segment.json'))
    await symlink(join(layer, 'c.segment.json'), join(layer, 'c.segment.json'))
    await symlink(join(layer, 'gone'), join(layer, 'd.segment.json'))
    await symlink(layer, join(layer, 'loop'))
    const mistakes = await examined(layer)
    expect(mistakes.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'FILE_UNREADABLE'))
    expect(mistakes.slice(0, 2).every(({ message }) => message.includes('no ordinary file'))).toBe(true)
  })

  test('what cannot be read hides nothing else, whoever reads: a pipe, a link to nowhere, a folder with the name of a file', async () => {
    const layer = await layerOf('unreadable', {
      'b.queues.json': '{',
      'z.segment.json': segment('{ "all": [\n{ "condition": "isOpn" } ] }'),
    })
    await promisify(execFile)('mkfifo', [join(layer, 'a.segment.json')])
    await symlink(join(layer, 'gone'), join(layer, 'c.segment.json'))
    await mkdir(join(layer, 'd.segment.json'))
    await writeFile(join(layer, 'd.segment.json', 'e.routing.json'), '[]')
    const found = (await examined(layer)).map(({ code, details: { file = '' } }) => [file.slice(layer.length + 1), code])
    expect(found).toEqual([
      ['a.segment.json', 'FILE_UNREADABLE'],
      ['b.queues.json', 'FILE_SYNTAX'],
      ['c.segment.json', 'FILE_UNREADABLE'],
      ['d.segment.json/e.routing.json', 'FILE_SYNTAX'],
      ['z.segment.json', 'RULE_CONDITION_UNKNOWN'],
    ])
  })

  test.skipIf(process.getuid?.() === 0)('a file and a folder that the process may not read hide nothing else', async () => {
    const layer = await layerOf('forbidden', { 'a.segment.json': segment('{ "condition": "isOpen" }'), 'b.queues.json': '{' })
    await mkdir(join(layer, 'closed'))
    await chmod(join(layer, 'a.segment.json'), 0)
    await chmod(join(layer, 'closed'), 0)
    expect((await examined(layer)).map(({ code }) => code).sort()).toEqual(['FILE_SYNTAX', 'FILE_UNREADABLE', 'FILE_UNREADABLE'])
    await chmod(join(layer, 'closed'), 0o700)
  })

  test('bytes that are no UTF-8 are told with the line and column of the first', async () => {
    const before = Buffer.from(`{ ${head('segment')},\n "title": { "en": "سل`)
    const text = Buffer.concat([before, Buffer.from([0xff, 0xfe]), Buffer.from('" } }')])
    const layer = await layerOf('latin', { 'x.segment.json': text })
    expect(told(await examined(layer))).toEqual([{ code: 'FILE_ENCODING', line: 2, column: 22 }])
  })

  test('UTF-16 is no UTF-8', async () => {
    const layer = await layerOf('utf16', {
      'x.segment.json': Buffer.from(`\uFEFF${segment('{ "condition": "isOpen" }')}`, 'utf16le'),
    })
    expect(told(await examined(layer))).toEqual([{ code: 'FILE_ENCODING', line: 1, column: 1 }])
  })

  test('a NUL is refused at its place', async () => {
    const layer = await layerOf('nul', { 'x.segment.json': `{ ${head('segment')},\n \0 "title": { "en": "X" } }` })
    expect(told(await examined(layer))).toEqual([{ code: 'FILE_SYNTAX', line: 2, column: 2 }])
  })

  test('a byte order mark and lines that end as on Windows change neither reading nor places', async () => {
    const good = segment('{ "condition": "isOpen" }')
    const wrong = segment('{ "all": [\r\n  { "condition": "isOpn" } ] }')
    const layer = await layerOf('windows', {
      'a.segment.json': `\uFEFF${good}`,
      'b.segment.json': `\uFEFF${wrong.replace('"x"', '"y"')}`,
    })
    expect(told(await examined(layer))).toEqual([{ code: 'RULE_CONDITION_UNKNOWN', line: 2, column: 18 }])
  })

  test('an empty file and one of blanks are no rule files', async () => {
    const layer = await layerOf('empty', { 'a.segment.json': '', 'b.segment.json': ' \n\n ' })
    expect((await examined(layer)).map(({ code }) => code)).toEqual(['FILE_SYNTAX', 'FILE_SYNTAX'])
  })
})

test('schemas that editors read are no rule files, wherever they lie', async () => {
  const layer = await layerOf('with-schemas', { 'segment.schema.json': '{' })
  await mkdir(join(layer, 'schema'))
  await writeFile(join(layer, 'schema', 'scoring.schema.json'), 'nonsense')
  expect(await readRuleFiles([{ name: 'client', folder: layer }])).toEqual([])
})
