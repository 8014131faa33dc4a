import { type FieldDeclaration, type Fields, type JsonSchema, optionsOf } from '../../model/fields.js'
import { fieldsOf, propertiesOf } from '../check/check-fact-side.js'
import { operatorDecorators } from '../compile/operator-test.js'
import { type Choice, type Choices, fieldChoices } from './choices.js'
import { enumOf, where } from './enum-of.js'
import { paramRules } from './param-rules.js'

/** What follows from the fact that is named: its path, its parameters. */
export function sideRules(choices: Choices): readonly JsonSchema[] {
  const { facts, fields } = choices.names.vocabulary
  const known = Object.entries(facts).map(([value, { label }]) => ({ value, label }))
  const paths = Object.entries(facts).flatMap(([fact, { value }]) => {
    const record = fieldsOf(fact, fields)
    const parts = record ? fieldChoices(record) : Object.keys(propertiesOf(value) ?? {}).map((part) => ({ value: part }))
    return parts.length === 0 ? [] : [where('fact', fact, { properties: { path: pathSchema(parts, record ?? {}) } })]
  })
  return [{ properties: { fact: enumOf(known) } }, ...paths, ...paramRules('fact', facts, { choices })]
}

/** What follows from fact and path: the operator, the values that can be there. */
export function comparisonRules(choices: Choices): readonly JsonSchema[] {
  const { lead } = choices.names.vocabulary.fields
  const values = Object.entries(lead).flatMap(([name, field]) => {
    const allowed = allowedIn(name, { field, choices })
    return allowed ? [valueRule(`$.${name}`, allowed)] : []
  })
  return [...sideRules(choices), operatorRule(choices), ...values]
}

/** Fields with parts, into which a path may go further. */
const DEEP: ReadonlySet<string> = new Set(['json', 'multiSelect', 'money'])

function pathSchema(parts: readonly Choice[], fields: Fields): JsonSchema {
  const paths = parts.flatMap(({ value, label }) => {
    const inside = fields[value]?.type === 'money' ? ['.amount', '.currency'] : []
    return ['', ...inside].map((end) => ({ value: `$.${value}${end}`, label }))
  })
  const open = parts.map(({ value }) => value).filter((name) => !fields[name] || DEEP.has(fields[name].type))
  const deeper = open.length === 0 ? [] : [{ type: 'string', pattern: `^\\$\\.(${open.join('|')})[.[]` }]
  return { anyOf: [enumOf(paths), ...deeper, { const: '$' }] }
}

function operatorRule({ names }: Choices): JsonSchema {
  const { operators } = names.vocabulary
  const known = Object.entries(operators).map(([value, { label }]) => ({ value, label }))
  const before = Object.keys(operatorDecorators).join('|')
  const pattern = `^((${before}):)+(${Object.keys(operators).join('|')})$`
  return { properties: { operator: { anyOf: [enumOf(known), { type: 'string', pattern }] } } }
}

interface FieldRequest {
  readonly field: FieldDeclaration
  readonly choices: Choices
}

/** The single values that a field can have; undefined when any may be. */
function allowedIn(name: string, { field, choices }: FieldRequest): JsonSchema | undefined {
  if (name === 'status') return enumOf(choices.statuses)
  if (name === 'queue') return enumOf(choices.queues)
  if (name === 'grade') return enumOf(choices.grades)
  const options = optionsOf(field)
  if (options.length > 0) return enumOf(options)
  if (field.type === 'dateTime') return INSTANT
  const type = { integer: 'number', number: 'number', boolean: 'boolean' }[field.type as string]
  return type === undefined ? undefined : { type }
}

const INSTANT: JsonSchema = {
  type: ['string', 'number'],
  pattern: '^(1[7-9]|[2-9]\\d)\\d{2}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2}))?$',
  description: 'A day (2026-03-21), an instant (2026-03-21T08:00:00Z), or milliseconds since 1970.',
}

const COMPARED =
  '^((not|someFact|everyFact|someValue|everyValue|swap):)*(equal|notEqual|in|notIn|contains|doesNotContain|lessThan|lessThanInclusive|greaterThan|greaterThanInclusive)$'

function valueRule(path: string, allowed: JsonSchema): JsonSchema {
  const single = { if: { type: 'null' }, then: true, else: allowed }
  return {
    if: {
      required: ['fact', 'path', 'operator'],
      properties: { fact: { const: 'lead' }, path: { const: path }, operator: { type: 'string', pattern: COMPARED } },
    },
    then: {
      properties: {
        value: { if: { type: 'object' }, then: true, else: { if: { type: 'array' }, then: { items: single }, else: single } },
      },
    },
  }
}
