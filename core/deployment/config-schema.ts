import type { JsonSchema } from '../model/fields.js'

const text = { type: 'string', minLength: 1 } as const

const localized: JsonSchema = {
  anyOf: [text, { type: 'object', required: ['en'], properties: { en: text }, additionalProperties: text }],
}

const plugin: JsonSchema = {
  anyOf: [
    text,
    {
      type: 'object',
      required: ['use'],
      properties: { use: text, options: { type: 'object' } },
      additionalProperties: false,
    },
  ],
}

/** What may stand in `sarnakh.json`; a key that is not here is refused. */
export const configSchema: JsonSchema = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: {
    $schema: text,
    id: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', maxLength: 60 },
    title: localized,
    language: { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z0-9]+)*$' },
    calendar: { enum: ['gregorian', 'jalali'] },
    timeZone: text,
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    extends: { type: 'array', items: text, uniqueItems: true },
    plugins: { type: 'array', items: plugin, uniqueItems: true },
    dedupe: {
      type: 'object',
      additionalProperties: false,
      properties: { email: { enum: ['merge', 'link'] }, phone: { enum: ['merge', 'link'] }, similar: { type: 'boolean' } },
    },
    rules: {
      type: 'object',
      additionalProperties: false,
      properties: { from: { enum: ['files', 'published'] } },
    },
    ruleEngine: { enum: ['compiled', 'reference'] },
    database: text,
    http: {
      type: 'object',
      additionalProperties: false,
      properties: {
        port: { type: 'integer', minimum: 0, maximum: 65_535 },
        host: text,
        publicUrl: { type: 'string', format: 'uri' },
        trustedProxies: { type: 'integer', minimum: 0, maximum: 10 },
      },
    },
    tracking: {
      type: 'object',
      additionalProperties: false,
      properties: {
        origins: { type: 'array', items: { type: 'string', pattern: '^https?://[^/\\s]+$' }, uniqueItems: true },
        consentVersion: { type: 'string', minLength: 1, maxLength: 60 },
        retentionDays: { type: 'integer', minimum: 1, maximum: 3_650 },
      },
    },
    allowHosts: { type: 'array', items: text, uniqueItems: true },
    demo: { type: 'boolean' },
  },
}
