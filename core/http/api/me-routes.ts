import type { Fields, JsonSchema } from '../../model/fields.js'
import { changeMySettings, type MySettings, mySettings } from '../../operations/index.js'
import type { ApiRoute } from './api-route.js'

const orNone = (type: string) => ({ type: [type, 'null'] })
const ways: JsonSchema = { type: ['array', 'null'], items: { enum: ['in-app', 'mail', 'webhook'] }, maxItems: 3 }
const properties = {
  language: orNone('string'),
  calendar: { enum: ['gregorian', 'jalali', null] },
  notifyBy: ways,
  notifyUrl: orNone('string'),
}
const CHANGE: Fields = {
  changes: {
    type: 'json',
    schema: { type: 'object', minProperties: 1, additionalProperties: false, properties },
    required: true,
    description: 'New `language`, `calendar`, `notifyBy`, `notifyUrl`; `null` goes back to what is usual here.',
  },
}
const SETTINGS: JsonSchema = {
  type: 'object',
  required: ['id', 'email', ...Object.keys(properties), 'signingKey'],
  properties: {
    ...{ id: { type: 'string' }, email: { type: 'string' }, ...properties },
    signingKey: { type: 'string', description: 'Signs what is sent to `notifyUrl`.' },
  },
}
const description = 'For people who are signed in; an API key is nobody and has no settings of its own.'
const answer = { status: 200, description: 'The settings as they are now.', schema: SETTINGS } as const

/** What whoever is signed in chose for themselves. */
export const meRoutes: readonly ApiRoute[] = [
  {
    ...{ method: 'get', path: '/api/v1/me', summary: 'Show my own settings', description, answer },
    handle: async ({ crm, actor }) => shown(await mySettings(crm, { actor })),
  },
  {
    ...{ method: 'patch', path: '/api/v1/me', summary: 'Change my own settings', description, body: CHANGE, answer },
    async handle({ crm, actor, body: { changes } }) {
      await changeMySettings(crm, { actor, changes: changes as MySettings })
      return shown(await mySettings(crm, { actor }))
    },
  },
]

function shown({ user, signingKey }: Awaited<ReturnType<typeof mySettings>>): object {
  const { id, email, language = null, calendar = null, notifyBy = null, notifyUrl = null } = user
  return { id, email, language, calendar, notifyBy, notifyUrl, signingKey }
}
