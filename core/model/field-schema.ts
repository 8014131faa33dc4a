import { type FieldDeclaration, type Fields, type FieldType, type JsonSchema, optionsOf } from './fields.js'

const MAX_LINE = 1_000
const MAX_TEXT = 32_000

/**
 * Writes field declarations as a JSON Schema that refuses unknown names.
 * The same schema validates records, options and parameters, and completes rule files in an editor.
 */
export function fieldsSchema(fields: Fields): JsonSchema {
  const required = Object.entries(fields).flatMap(([name, field]) =>
    field.required && field.default === undefined ? [name] : [],
  )
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
    ...(required.length > 0 ? { required } : {}),
  }
}

/** The JSON Schema of one field's value. */
export function fieldSchema(field: FieldDeclaration): JsonSchema {
  const values = optionsOf(field).map(({ value }) => value)
  const base = field.schema ?? TYPE_SCHEMAS[field.type]
  return {
    ...(values.length === 0 ? base : field.type === 'multiSelect' ? listOf(values) : { type: 'string', enum: values }),
    ...(field.type === 'money' ? { properties: moneyProperties(limitsOf(field)) } : limitsOf(field)),
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
    ...(field.default === undefined ? {} : { default: field.default }),
  }
}

/** For money they are limits of the amount, in minor units. */
function limitsOf({ type, min, max }: FieldDeclaration): JsonSchema {
  const clamp = (limit: number) => (type === 'number' ? limit : Math.min(SAFE.maximum, Math.max(SAFE.minimum, limit)))
  return { ...(min === undefined ? {} : { minimum: clamp(min) }), ...(max === undefined ? {} : { maximum: clamp(max) }) }
}

/** Beyond these a number no longer holds every whole number, and a database refuses it. */
const SAFE = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }

const moneyProperties = (limits: JsonSchema): JsonSchema => ({
  amount: { type: 'integer', ...SAFE, ...limits },
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
})

const listOf = (values: readonly string[]): JsonSchema => ({
  type: 'array',
  uniqueItems: true,
  items: { type: 'string', enum: values },
})

const TYPE_SCHEMAS: Readonly<Record<FieldType, JsonSchema>> = {
  string: { type: 'string', maxLength: MAX_LINE },
  text: { type: 'string', maxLength: MAX_TEXT },
  integer: { type: 'integer', ...SAFE },
  number: { type: 'number' },
  money: {
    type: 'object',
    additionalProperties: false,
    required: ['amount', 'currency'],
    properties: moneyProperties({}),
  },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  dateTime: { type: 'integer', ...SAFE },
  select: { type: 'string', maxLength: MAX_LINE },
  multiSelect: { type: 'array', uniqueItems: true, items: { type: 'string', maxLength: MAX_LINE } },
  phone: { type: 'string', maxLength: 40 },
  email: { type: 'string', format: 'email', maxLength: 254 },
  url: { type: 'string', maxLength: 2_000 },
  reference: { type: 'string', maxLength: 100 },
  json: {},
}
