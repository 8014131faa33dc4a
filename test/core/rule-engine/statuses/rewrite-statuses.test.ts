import { describe, expect, test } from 'vitest'
import { parseSource } from '../../../../core/rule-engine/files/parse-source.js'
import { type RewrittenFile, rewriteStatuses, type StatusMapping } from '../../../../core/rule-engine/index.js'

const head = (kind: string) => `"apiVersion": "sarnakh/v1", "kind": "${kind}", "id": "x"`

function rewritten(file: string, text: string, mapping: Partial<StatusMapping> & { readonly map: StatusMapping['map'] }) {
  const source = parseSource({ layer: 'own', folder: '/rules', path: file, text })
  if (!('tree' in source)) throw new Error(JSON.stringify(source))
  const all: StatusMapping = { lifecycle: 'x', entity: 'opportunity', shared: new Set(), ...mapping }
  const [only] = rewriteStatuses([source], all)
  return only
}
const valueIn = (file: RewrittenFile | undefined) => JSON.parse(file?.text.replace(/^\s*\/\/.*$/gm, '') ?? 'null')

describe('a stage that is merged into another', () => {
  const pipeline = (
    evaluation: string,
    demo: string,
  ) => `{ ${head('lifecycle')}, "entity": "opportunity", "start": "first", "statuses": [
  { "id": "first", "next": ["evaluation", "lost"] },
  // where we look at it
  { "id": "evaluation"${evaluation} },
  { "id": "demo"${demo} },
  { "id": "offer", "next": ["won"] }, { "id": "won" }, { "id": "lost" }
] }`
  const merge = (evaluation: string, demo: string) =>
    rewritten('x.lifecycle.json', pipeline(evaluation, demo), { map: new Map([['demo', 'evaluation']]) })
  const kept = (file: RewrittenFile | undefined) =>
    valueIn(file).statuses.find((stage: { id: string }) => stage.id === 'evaluation')

  test('leaves its ways on to the other one, which would be a dead end without them', () => {
    const file = merge(', "next": ["demo"]', ', "next": ["offer", "evaluation", "lost"]')
    expect(kept(file)).toEqual({ id: 'evaluation', next: ['offer', 'lost'] })
    expect(file?.text).toContain('// where we look at it')
    expect(file?.places).toContainEqual({ line: 4, from: 'demo', added: ['offer', 'lost'] })
    expect(valueIn(file).statuses.map(({ id }: { id: string }) => id)).not.toContain('demo')
  })

  test('makes the other one free to lead anywhere where it was so itself', () => {
    expect(kept(merge(', "next": ["demo", "offer"]', ''))).toEqual({ id: 'evaluation' })
    expect(kept(merge(', "next": ["demo", "offer"], "probability": 0.2', ''))).toEqual({ id: 'evaluation', probability: 0.2 })
  })

  test('adds nothing to one that may lead anywhere, and nothing twice', () => {
    expect(kept(merge('', ', "next": ["offer"]'))).toEqual({ id: 'evaluation' })
    expect(kept(merge(', "next": ["demo", "offer"]', ', "next": ["offer"]')).next).toEqual(['offer'])
  })

  test('keeps its reasons known, and leaves what the other one demands as it was', () => {
    const reasons = (id: string) => `, "next": [], "reasons": [{ "id": "${id}", "label": { "en": "${id}" } }]`
    const file = merge(reasons('price'), `${reasons('time')}, "requires": ["amount"]`)
    expect(kept(file).reasons.map(({ id }: { id: string }) => id)).toEqual(['price', 'time'])
    expect(kept(file)).not.toHaveProperty('requires')
  })

  test('together with another one into a new one leaves the ways of both', () => {
    const map = new Map([
      ['evaluation', 'talks'],
      ['demo', 'talks'],
    ])
    const file = rewritten('x.lifecycle.json', pipeline(', "next": ["demo"]', ', "next": ["offer"]'), { map })
    expect(valueIn(file).statuses.find((stage: { id: string }) => stage.id === 'talks')).toEqual({ id: 'talks', next: ['offer'] })
  })
})

describe('a mapping', () => {
  const mapping = (fields: string, entity = 'opportunity') =>
    `{ ${head('mapping')}, "reads": "csv", "entity": "${entity}", "fields": { ${fields} } }`
  const demo = new Map([['demo', 'evaluation']])
  const fieldsOf = (text: string, more: Partial<StatusMapping> = {}) =>
    valueIn(rewritten('x.mapping.json', text, { map: demo, ...more }))?.fields

  test('says the new stage for the words of the other system, and as its constant', () => {
    const text = mapping('"stage": { "from": "Stage", "map": { "demo": "demo", "Shown": "demo" }, "value": "demo" }')
    expect(fieldsOf(text)?.stage).toEqual({
      from: 'Stage',
      map: { demo: 'evaluation', Shown: 'evaluation' },
      value: 'evaluation',
    })
  })

  test('is rewritten where it names the pipeline, also a stage that another one has', () => {
    const text = mapping('"pipeline": { "value": "x" }, "stage": { "from": "Stage", "map": { "Shown": "demo" } }')
    const shared = new Set(['demo'])
    expect(fieldsOf(text, { shared })?.stage.map).toEqual({ Shown: 'evaluation' })
    expect(fieldsOf(text, { lifecycle: 'renewal', shared })).toBeUndefined()
  })

  test('of another entity, or whose column is called like the stage, is left alone', () => {
    expect(fieldsOf(mapping('"stage": "demo"'))).toBeUndefined()
    expect(fieldsOf(mapping('"status": { "value": "demo" }', 'task'), { entity: 'lead' })).toBeUndefined()
    expect(fieldsOf(mapping('"status": { "value": "demo" }', 'lead'), { entity: 'lead' })?.status).toEqual({
      value: 'evaluation',
    })
  })
})
