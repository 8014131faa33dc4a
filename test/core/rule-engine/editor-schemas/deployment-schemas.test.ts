import type { ErrorObject, ValidateFunction } from 'ajv'
import { beforeAll, describe, expect, test } from 'vitest'
import { schemaValidator } from '../../../../core/rule-engine/files/schema-validator.js'
import { RULE_KINDS } from '../../../../core/rule-engine/files/source-file.js'
import { deploymentSchemas, readRuleFiles, type SourceFile } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { sourceOf } from '../rules-for-test.js'

const ROOT = new URL('../../../../', import.meta.url).pathname
const layer = (folder: string) => ({ name: folder, folder: `${ROOT}${folder}` })

/** Fields, statuses and queues that no other deployment has. */
const OWN = [
  sourceOf('fields', {
    id: 'own',
    entity: 'lead',
    fields: {
      roofArea: { type: 'number', label: { en: 'Roof area', fa: 'مساحت بام' } },
      roofKind: {
        type: 'select',
        oneOf: [
          { value: 'flat', label: { en: 'Flat', fa: 'تخت' } },
          { value: 'gable', label: { en: 'Gable', fa: 'شیروانی' } },
        ],
      },
    },
  }),
  sourceOf('queues', { id: 'own', queues: [{ id: 'roofers', label: { en: 'Roofers', fa: 'بام‌سازان' } }] }),
]

let files: readonly SourceFile[]
let schemas: Readonly<Record<string, unknown>>

beforeAll(async () => {
  files = [...(await readRuleFiles([layer('rules')])), ...OWN]
  schemas = deploymentSchemas(files, vocabularyFor(files))
})

const compiled = new Map<string, ValidateFunction>()

function validatorOf(kind: string): ValidateFunction {
  const validate = compiled.get(kind) ?? schemaValidator().compile(schemas[kind] as object)
  compiled.set(kind, validate)
  return validate
}

/** Where a schema refuses a file, as pointers, the deepest cause of each. */
function refusals(kind: string, content: Readonly<Record<string, unknown>>): readonly string[] {
  const validate = validatorOf(kind)
  if (validate({ apiVersion: 'sarnakh/v1', kind, id: 'x', ...content })) return []
  const causes = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf')
  return [...new Set(causes.map(placeOf))]
}

const placeOf = ({ keyword, instancePath, params }: ErrorObject): string =>
  keyword === 'additionalProperties' ? `${instancePath}/${String(params['additionalProperty'])}` : instancePath

const title = { en: 'X' }
const segment = (...leaves: readonly unknown[]) => refusals('segment', { title, conditions: { all: leaves } })
const leaf = (path: string, operator: string, value: unknown) => ({ fact: 'lead', path, operator, value })

test('strict ajv takes the schema of every kind, and each stands alone', () => {
  expect(RULE_KINDS.map((kind) => typeof validatorOf(kind))).toEqual(RULE_KINDS.map(() => 'function'))
  expect(JSON.stringify(schemas)).not.toContain('conditions#')
})

test.each(['examples/education/rules', 'examples/03-scoring-plugin/rules'])(
  'every file of %s is accepted by the schemas of its deployment',
  async (folder) => {
    const shipped = await readRuleFiles([layer('rules'), layer(folder)])
    const own = deploymentSchemas(shipped, withExampleModel(vocabularyFor(shipped)))
    const ajv = schemaValidator()
    const refused = shipped.flatMap(({ file, kind, value }) => {
      const validate = ajv.getSchema(kind) ?? ajv.addSchema(own[kind], kind).getSchema(kind)
      const isFine = validate?.(value)
      return isFine ? [] : [{ file, errors: validate?.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`) }]
    })
    expect(refused).toEqual([])
  },
)

/** The model that the plugin of the third example gives. */
function withExampleModel(words: ReturnType<typeof vocabularyFor>) {
  const model = { label: 'Company size', params: { per: { type: 'number' } } } as const
  return { ...words, scoringModels: { ...words.scoringModels, 'company-size': model } }
}

describe('names of this deployment', () => {
  test('are offered with their labels in both languages', () => {
    const text = JSON.stringify(schemas['routing'])
    for (const name of [
      '"$.roofArea"',
      '"roofers"',
      'Roof area · مساحت بام',
      'Roofers · بام‌سازان',
      '"isHot"',
      '"least-busy"',
      '"qualified"',
    ])
      expect(text).toContain(name)
    expect(JSON.stringify(schemas['automation'])).toContain('"task.create"')
    expect(JSON.stringify(schemas['cases'])).toContain('"page.pricing"')
  })

  test('the right ones pass', () => {
    expect(
      segment(
        leaf('$.roofArea', 'greaterThan', 5),
        leaf('$.roofKind', 'in', ['flat']),
        leaf('$.budget.amount', 'lessThan', 5),
        leaf('$.status', 'not:equal', 'qualified'),
        leaf('$.createdAt', 'greaterThan', '2026-03-21'),
        leaf('$.createdAt', 'in', ['2026-03-21T08:00:00Z', 0]),
        { fact: 'score', params: { model: 'lead-score' }, path: '$.total', operator: 'greaterThan', value: 3 },
        leaf('$.city', 'equal', { fact: 'lead', path: '$.province' }),
        { condition: 'isHot' },
      ),
    ).toEqual([])
  })

  const at = '/conditions/all/0'
  test.each<[string, unknown, readonly string[]]>([
    ['a fact', { fact: 'laed', operator: 'equal', value: 1 }, [`${at}/fact`]],
    ['a field', leaf('$.roofarea', 'greaterThan', 5), [`${at}/path`]],
    ['a bare field', leaf('roofArea', 'greaterThan', 5), [`${at}/path`]],
    ['an operator', leaf('$.roofArea', '>=', 5), [`${at}/operator`]],
    ['an option', leaf('$.roofKind', 'equal', 'flatt'), [`${at}/value`]],
    ['an option in a list', leaf('$.roofKind', 'in', ['flat', 'flatt']), [`${at}/value/1`]],
    ['a number in quotes', leaf('$.roofArea', 'greaterThan', '5'), [`${at}/value`]],
    ['a Jalali day', leaf('$.createdAt', 'greaterThan', '1405-01-01'), [`${at}/value`]],
    ['a status', leaf('$.status', 'equal', 'qualifed'), [`${at}/value`]],
    ['a named condition', { condition: 'isHott' }, [`${at}/condition`]],
    [
      'a parameter of a fact',
      { fact: 'activityCount', params: { type: 'x', wihtin: 3 }, operator: 'equal', value: 1 },
      [`${at}/params/wihtin`],
    ],
    [
      'a scoring file',
      { fact: 'score', params: { model: 'leadscore' }, path: '$.total', operator: 'equal', value: 1 },
      [`${at}/params/model`],
    ],
    ['the part of a fact', { fact: 'score', path: '$.totl', operator: 'equal', value: 1 }, [`${at}/path`]],
    ['a field on the right', leaf('$.city', 'equal', { fact: 'lead', path: '$.provnce' }), [`${at}/value/path`]],
  ])('a wrong name is refused at its place: %s', (_, wrong, places) => {
    expect(segment(wrong)).toEqual(places)
  })

  const conditions = { condition: 'isHot' }
  test.each<[string, string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['a queue', 'routing', { rules: [{ id: 'a', then: { queue: 'rofers' } }] }, ['/rules/0/then/queue']],
    [
      'a strategy',
      'routing',
      { rules: [{ id: 'a', then: { queue: 'roofers', strategy: 'leastbusy' } }] },
      ['/rules/0/then/strategy'],
    ],
    ['a status', 'transition', { rules: [{ id: 'a', from: ['nww'], to: 'hot', conditions }] }, ['/rules/0/from/0']],
    ['an action', 'automation', { rules: [{ id: 'a', conditions, then: [{ type: 'task.creat' }] }] }, ['/rules/0/then/0/type']],
    [
      'an option of an action',
      'automation',
      { rules: [{ id: 'a', conditions, then: [{ type: 'task.create', params: { subject: 'x', priority: 'urgnt' } }] }] },
      ['/rules/0/then/0/params/priority'],
    ],
    [
      'a field to write',
      'automation',
      { rules: [{ id: 'a', conditions, then: [{ type: 'field.set', params: { field: 'score' } }] }] },
      ['/rules/0/then/0/params/field'],
    ],
    ['a field of a form', 'form', { title, fields: [{ field: 'emial' }] }, ['/fields/0/field']],
    ['a key of a mapping', 'mapping', { title, reads: 'csv', fields: { fone: 'Phone' } }, ['/fields/fone']],
    ['a lead source', 'mapping', { title, reads: 'webhok', fields: {} }, ['/reads']],
    [
      'a field of a case',
      'cases',
      { for: ['x'], cases: [{ name: 'n', given: { lead: { rofArea: 1 } } }] },
      ['/cases/0/given/lead/rofArea'],
    ],
    [
      'a grade of a case',
      'cases',
      { for: ['x'], cases: [{ name: 'n', given: { lead: {} }, expect: { grade: 'hott' } }] },
      ['/cases/0/expect/grade'],
    ],
    ['a model', 'scoring', { model: 'point', score: { min: 0, max: 1, groups: [{ id: 'a' }] }, rules: [] }, ['/model']],
  ])('and in files of every kind: %s', (_, kind, content, places) => {
    expect(refusals(kind, content)).toEqual(places)
  })
})

describe('what conditions can ask follows from whom they are about', () => {
  const watching = (entity: string, ...all: readonly unknown[]) =>
    refusals('automation', {
      entity,
      rules: [{ id: 'a', conditions: { all }, then: [{ type: 'notify', params: { text: 'x' } }] }],
    })
  const at = '/rules/0/conditions/all/0'
  const bought = { fact: 'elapsed', params: { since: ['lastPurchaseAt'], unit: 'days' }, operator: 'greaterThan', value: 9 }
  const won = { fact: 'wonOpportunities', params: { product: 'A' }, operator: 'greaterThan', value: 0 }

  test('automations ask the records that they watch', () => {
    expect(watching('account', won, bought, { fact: 'account', path: '$.customerState', operator: 'equal', value: 'x' })).toEqual(
      [],
    )
    expect(watching('account', leaf('$.city', 'equal', 'x'))).toEqual([`${at}/fact`])
    expect(watching('account', { ...won, params: { prodct: 'A' } })).toEqual([`${at}/params/prodct`])
    expect(watching('lead', won)).toEqual([`${at}/fact`])
    expect(watching('lead', bought)).toEqual([`${at}/params/since/0`])
  })

  test('roles ask the record that they grant', () => {
    const role = (fact: string, path: string) =>
      refusals('role', {
        title,
        entities: { document: { read: { all: [{ fact, path, operator: 'equal', value: 'ticket' }] } } },
        may: [],
      })
    expect(role('document', '$.kind')).toEqual([])
    expect(role('document', '$.knd')).toEqual(['/entities/document/read/all/0/path'])
    expect(role('documnt', '$.kind')).toEqual(['/entities/document/read/all/0/fact'])
  })
})

test('a file whose shape is broken gives the names that are right in it and keeps no schema back', () => {
  const broken = sourceOf('queues', { id: 'more', queues: [{ id: 'good', label: { en: 'Good' } }, { id: 'bad' }] })
  const text = JSON.stringify(deploymentSchemas([...files, broken], vocabularyFor(files))['routing'])
  expect(text).toContain('"good"')
  expect(text).not.toContain('"bad"')
})
