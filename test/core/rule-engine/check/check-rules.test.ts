import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { baseLayer, examineLayers } from '../../../rules/examine-layers.js'

let folder: string
let layers = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-one-pass-'))
})
afterAll(() => rm(folder, { recursive: true }))

const head = (kind: string, id: string) => `"apiVersion": "sarnakh/v1", "kind": "${kind}", "id": "${id}"`
const segment = (id: string, ...leaves: readonly string[]) =>
  `{ ${head('segment', id)}, "title": { "en": "X" }, "conditions": { "all": [\n${leaves.join(',\n')}] } }`
const CITY = '{ "fact": "lead", "path": "$.city", "operator": "equal", "value": "Yazd" }'

/** File, line and code of everything found in these files over the base. */
async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const own = join(folder, String(layers++))
  await mkdir(own)
  for (const [file, text] of Object.entries(files)) await writeFile(join(own, file), text)
  const { mistakes } = await examineLayers([baseLayer, { name: 'own', folder: own }])
  return mistakes.map(({ code, details: { file = '', line } }) => `${file.slice(own.length + 1)}:${line} ${code}`)
}

test('a file that is no JSON, a wrong field and a wrong name are told together', async () => {
  expect(
    await found({
      'a.segment.json': '{ "apiVersion": }',
      'b.fields.json': `{ ${head('fields', 'b')}, "entity": "lead", "fields": {\n "email": { "type": "email" } } }`,
      'c.segment.json': segment('c', '{ "condition": "isHott" }'),
      'd.segment.json': segment('d', CITY).replace('"title"', '"titel"'),
    }),
  ).toEqual([
    'a.segment.json:1 FILE_SYNTAX',
    'b.fields.json:2 RULE_FIELD_INVALID',
    'c.segment.json:2 RULE_CONDITION_UNKNOWN',
    'd.segment.json:1 RULE_SHAPE',
  ])
})

test('mistakes of shape and of names in one file are told together, comparison by comparison', async () => {
  expect(
    await found({
      'a.segment.json': segment(
        'a',
        CITY.replace('"path"', '"pth"'),
        '{ "condition": "isHott" }',
        CITY.replace('$.city', 'city'),
        CITY.replace('city', 'ctiy'),
      ),
    }),
  ).toEqual([
    'a.segment.json:2 RULE_SHAPE',
    'a.segment.json:3 RULE_CONDITION_UNKNOWN',
    'a.segment.json:4 RULE_SHAPE',
    'a.segment.json:5 RULE_FIELD_UNKNOWN',
  ])
})

test('a rule whose shape is wrong keeps neither the place nor the mistakes of the others', async () => {
  const rules = ['"then": { "quue": "inbound" }', `"conditions": { "all": [${CITY}] }, "then": { "queue": "inbond" }`]
  const text = rules.map((rule, index) => `{ "id": "r${index}", ${rule} }`).join(',\n')
  expect(await found({ 'a.routing.json': `{ ${head('routing', 'inbound')}, "rules": [\n${text}] }` })).toEqual([
    'a.routing.json:2 RULE_SHAPE',
    'a.routing.json:3 RULE_QUEUE_UNKNOWN',
  ])
})

describe('what follows from a broken file is not told again', () => {
  const uses = segment(
    'uses',
    '{ "condition": "isVip" }',
    '{ "condition": "isVipp" }',
    CITY.replace('city', 'roofArea'),
    CITY.replace('city', 'roofAera'),
  )

  test.each([
    [
      'is no JSON',
      `{ ${head('conditions', 'own')}, "conditions": [{ "id": "isVip", "conditions": { "all": [${CITY}] } }`,
      'FILE_SYNTAX',
    ],
    [
      'has a key twice',
      `{ ${head('conditions', 'own')}, "conditions": [{ "id": "isVip", "id": "isVip", "conditions": { "all": [${CITY}] } }] }`,
      'FILE_KEY_DUPLICATE',
    ],
    [
      'is misbuilt',
      `{ ${head('conditions', 'own')}, "conditions": [{ "id": "isVip", "condition": { "all": [${CITY}] } }] }`,
      'RULE_SHAPE',
    ],
  ])('a file of names that %s: a name that it holds is not called unknown, another is', async (_, text, code) => {
    expect(
      await found({
        'a.conditions.json': text,
        'b.segment.json': segment('uses', '{ "condition": "isVip" }', '{ "condition": "isGone" }'),
      }),
    ).toEqual([`a.conditions.json:1 ${code}`, 'b.segment.json:3 RULE_CONDITION_UNKNOWN'])
  })

  test('a file of fields of which one is declared wrongly', async () => {
    const fields = `{ ${head('fields', 'own')}, "entity": "lead", "fields": {\n "roofArea": { "type": "nmber" },\n "roofKind": { "type": "string" } } }`
    const conditions = `{ ${head('conditions', 'own')}, "conditions": [{ "id": "isVip", "conditions": { "all": [${CITY}] } }] }`
    expect(await found({ 'a.fields.json': fields, 'b.conditions.json': conditions, 'c.segment.json': uses })).toEqual([
      'a.fields.json:2 RULE_SHAPE',
      'c.segment.json:3 RULE_CONDITION_UNKNOWN',
      'c.segment.json:5 RULE_FIELD_UNKNOWN',
    ])
  })

  test('a lifecycle', async () => {
    const rules = `{ ${head('transition', 'own')}, "rules": [{ "id": "r", "from": ["anything"], "to": "elsewhere", "conditions": { "all": [${CITY}] } }] }`
    expect(
      await found({ 'a.lifecycle.json': `{ ${head('lifecycle', 'lead')}, "start": 5 `, 'b.transition.json': rules }),
    ).toEqual(['a.lifecycle.json:1 FILE_SYNTAX'])
  })
})
