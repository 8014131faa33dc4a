import { CrmError } from '../../errors.js'
import type { Fields, JsonSchema } from '../../model/fields.js'
import { recordValidator } from '../../model/validate.js'
import { type ActivityRow, type IngestedRow, ingestActivities, MOST_ACTIVITIES } from '../../operations/index.js'
import { MESSAGE_LIMITS, readBody } from '../body/index.js'
import { type ApiRequest, type ApiRoute, shape } from './api-route.js'

/** What one activity may say. */
export const ACTIVITY_ROW: Fields = {
  key: { type: 'string', maxLength: 200, description: 'Names it for ever within your key: told again, it is not added again.' },
  type: {
    type: 'string',
    required: true,
    maxLength: 100,
    description:
      'Dotted, for example `call.inbound`, `webinar.attended`, `purchase`; the list is open. Not `lead.*`, `status.*`, `task.*`.',
  },
  at: { type: 'dateTime', description: 'Not in the future; now without it.' },
  direction: { type: 'select', oneOf: ['inbound', 'outbound'] },
  durationSeconds: { type: 'integer', min: 0 },
  outcome: { type: 'string', maxLength: 100, description: 'For example `answered`, `no-answer`.' },
  subject: { type: 'string', maxLength: 500 },
  details: { type: 'json' },
  leadId: { type: 'string' },
  contactId: { type: 'string' },
  accountId: { type: 'string' },
  opportunityId: { type: 'string' },
  email: { type: 'string', maxLength: 254 },
  phone: { type: 'string', maxLength: 60 },
  externalId: { type: 'string', maxLength: 200, description: 'The id of the lead or contact in the system it came from.' },
  visitor: { type: 'string', maxLength: 64, description: 'The key that `sarnakh("visitor")` gives in the browser.' },
  name: { type: 'string', maxLength: 200, description: 'For the lead that is made of a person nobody knows.' },
}

const ANSWER: JsonSchema = {
  type: 'object',
  required: ['results'],
  properties: {
    results: {
      type: 'array',
      description: 'One entry per activity, in their order.',
      items: {
        type: 'object',
        required: ['status'],
        properties: {
          status: { enum: ['added', 'repeated', 'captured', 'refused'] },
          activityId: { type: 'string' },
          leadId: { type: 'string' },
          contactId: { type: 'string' },
          submissionId: { type: 'string', description: 'Of a person nobody knew: the submission that becomes a lead.' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
}

/** What people did, told by other systems: calls, chats, downloads, webinars, purchases. */
export const activityRoutes: readonly ApiRoute[] = [
  {
    method: 'post',
    path: '/api/v1/activities',
    summary: 'Tell what people did',
    description: `Takes one activity or a list of up to ${MOST_ACTIVITIES}. Each names its person by an id, or by \`email\`, \`phone\`, \`externalId\` or \`visitor\`; rules count it at once. With \`?unknown=capture\` a person nobody knows becomes a lead (needs \`capture\` too), otherwise that row alone is refused.`,
    permission: 'lead:write',
    query: { unknown: { type: 'select', oneOf: ['capture', 'refuse'] } },
    rawBody: {
      oneOf: [shape('newActivity'), { type: 'array', items: shape('newActivity'), minItems: 1, maxItems: MOST_ACTIVITIES }],
    },
    answer: { status: 200, description: 'What became of each.', schema: ANSWER },
    refusals: [413],
    handle: takeActivities,
  },
]

const checkRow = recordValidator(ACTIVITY_ROW)

async function takeActivities({ crm, actor, query, context }: ApiRequest): Promise<{ results: readonly IngestedRow[] }> {
  const { value } = await readBody(context, { accepted: ['application/json'], limits: MESSAGE_LIMITS })
  const given = (Array.isArray(value) ? value : [value]) as readonly unknown[]
  if (given.length === 0) throw new CrmError('HTTP_INPUT_INVALID', 'The list holds no activity.')
  const checked = given.map(readRow)
  const rows = checked.flatMap((row) => ('status' in row ? [] : [row]))
  const results = await ingestActivities(crm, {
    actor,
    rows,
    ...(query['unknown'] === 'capture' ? { unknown: 'capture' } : {}),
  })
  const inOrder = results.values()
  return { results: checked.map((row) => ('status' in row ? row : (inOrder.next().value as IngestedRow))) }
}

function readRow(row: unknown): ActivityRow | Extract<IngestedRow, { status: 'refused' }> {
  const refused = (message: string) => ({ status: 'refused', code: 'ACTIVITY_INVALID', message }) as const
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return refused('An activity is an object with a "type".')
  const { values, problems } = checkRow(row as Readonly<Record<string, unknown>>)
  const [problem] = problems
  return problem ? refused(`${problem.field}: ${problem.message.en}`) : (values as unknown as ActivityRow)
}
