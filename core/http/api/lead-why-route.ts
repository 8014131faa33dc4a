import { CrmError } from '../../errors.js'
import type { Fields } from '../../model/fields.js'
import { explainLead } from '../../operations/index.js'
import { type ApiRoute, shape } from './api-route.js'
import { shownWhy } from './shown-why.js'

const ASKED = {
  rule: { type: 'string', maxLength: 200, description: 'A rule, `<file id>/<rule id>`, or its id alone.' },
  grade: { type: 'string', maxLength: 100, description: 'A grade of the lead score.' },
  status: { type: 'string', maxLength: 100, description: 'A status of the lifecycle.' },
  score: { type: 'number', description: 'A total that the lead score should reach.' },
  queue: { type: 'string', maxLength: 100, description: 'A queue.' },
  decision: {
    type: 'string',
    maxLength: 100,
    description: 'Id of a decision about this lead: as it was then, by the rules of that day.',
  },
} as const satisfies Fields

/** Why a lead is as it is, and what it would take. */
export const leadWhyRoute: ApiRoute = {
  method: 'get',
  path: '/api/leads/:id/why',
  summary: 'Why a lead is as it is, why not, and what it would take',
  description:
    'Without a parameter: the score with contributions that add up to it, the grade, the status, the owner and what is true, each with its rules. With one of them: whether it is so and why; otherwise the smallest change after which the rules would decide so, which was proved by deciding. Sentences are in the language of `Accept-Language`. Nothing is written or performed.',
  permission: 'lead:read',
  query: ASKED,
  answer: { status: 200, description: 'The answer, in sentences and in numbers.', schema: shape('why') },
  refusals: [404],
  async handle({ crm, actor, params: { id = '' }, query, context }) {
    const { language, calendar, timeZone } = context.get('reader')
    const text = (name: keyof typeof ASKED) => (typeof query[name] === 'string' ? query[name] : undefined)
    const { score } = query
    const why = await explainLead(crm, {
      actor,
      id,
      rule: text('rule'),
      grade: text('grade'),
      status: text('status'),
      queue: text('queue'),
      score: typeof score === 'number' ? score : undefined,
      decisionId: text('decision'),
      wishes: { language, calendar, timeZone },
    })
    if (!why)
      throw new CrmError('LEAD_UNKNOWN', {
        en: `There is no lead ${id.slice(0, 100)}.`,
        fa: `سرنخ ${id.slice(0, 100)} وجود ندارد.`,
      })
    return shownWhy(crm.fields.lead, why)
  },
}
