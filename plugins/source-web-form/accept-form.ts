import {
  type FormDefinition,
  type NewSubmission,
  type PluginContext,
  type RawCapture,
  type Refusal,
  readPayload,
} from '../../core/plugin-api/index.js'
import { type Answers, isAgreed, isFilled, listedValues } from './answers.js'
import { CONSENT, checkAnswers } from './check-answers.js'
import type { FormPayload } from './form-payload.js'
import { marksOf } from './touch-marks.js'

/** A field that people do not see: whoever fills it is no person. */
const TRAP = 'website_url_'
/** The key the server put into the page, so that a double click is one lead. */
const KEY = '_key'
/** The key that the visitor's browser keeps, where the visitor agreed to be known again. */
const VISITOR = '_visitor'

/** Takes of a filled form what its file asks for, and nothing else; an answer that is missing or wrong is refused by name. */
export function acceptForm(
  raw: RawCapture,
  { definition, crm }: Pick<PluginContext, 'definition' | 'crm'>,
): readonly NewSubmission[] | Refusal {
  const form = definition('form', raw.channel)
  if (!form) return { refused: `There is no form "${raw.channel}".`, because: 'unknown' }
  const read = readPayload(raw)
  if ('refused' in read) return read
  if (!isAnswers(read.payload)) return { refused: 'A form is sent as names with their answers.' }
  const answers = read.payload
  const isTrapped = isFilled(answers[TRAP])
  const refusal = isTrapped ? undefined : checkAnswers(form, { answers, crm })
  if (refusal) return refusal
  const key = answers[KEY]
  const payload: FormPayload = { values: listedValues(form, answers), context: contextOf(form, { raw, answers }) }
  return [
    {
      channel: raw.channel,
      payload,
      ...(typeof key === 'string' && KEY_SHAPE.test(key) ? { idempotencyKey: key } : {}),
      ...(isTrapped ? { spam: true } : {}),
    },
  ]
}

function contextOf(form: FormDefinition, { raw, answers }: { raw: RawCapture; answers: Answers }): FormPayload['context'] {
  const agreed = form.consent && isAgreed(answers[CONSENT])
  const visitor = answers[VISITOR]
  return {
    ...marksOf(raw, answers),
    ...(form.consent && agreed ? { consent: { version: form.consent.version, text: form.consent.text } } : {}),
    ...(typeof visitor === 'string' && VISITOR_SHAPE.test(visitor) ? { visitor } : {}),
  }
}

const isAnswers = (payload: unknown): payload is Answers =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload)

const VISITOR_SHAPE = /^[\w-]{20,64}$/
const KEY_SHAPE = /^[\w.:-]{8,200}$/
