import { authorize } from '../../access/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { MESSAGE_LIMITS, readBody } from '../body/index.js'
import { rawCapture } from '../forms/raw-capture.js'
import { refusalError, shownAnswers, takeIn } from '../forms/take-in.js'
import { type ApiRoute, shape } from './api-route.js'

/** The door for programs that have a key: one lead or a list, durable before it is answered. */
export const captureLeads: ApiRoute = {
  method: 'post',
  path: '/api/leads',
  summary: 'Capture leads',
  description:
    'Takes one lead or a list of up to 500. The answer means that they are on disk; the rules decide right after. With the header `Idempotency-Key` a call can be repeated without a second lead.',
  permission: 'capture',
  rawBody: { oneOf: [shape('newLead'), { type: 'array', items: shape('newLead'), minItems: 1, maxItems: 500 }] },
  answer: {
    status: 202,
    description:
      'What was written: `new`, `repeated` where it was there already, or `conflict` where its key was used before with other content.',
    schema: {
      type: 'object',
      required: ['submissions'],
      properties: {
        submissions: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'status'],
            properties: { id: { type: 'string' }, status: { enum: ['new', 'repeated', 'conflict'] } },
          },
        },
      },
    },
  },
  refusals: [409, 503],
  async handle({ actor, context }) {
    authorize(actor, 'capture')
    const { bytes } = await readBody(context, { accepted: ['application/json'], limits: MESSAGE_LIMITS })
    const channel = actor.kind === 'system' ? 'system' : actor.id
    const answer = await takeIn(context, { source: 'api', raw: rawCapture(context, { channel, body: bytes }) })
    if (isRefusal(answer)) throw refusalError(answer)
    return shownAnswers(answer)
  },
}
