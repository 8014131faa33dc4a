import { compileMapping, defineLeadSource, type LeadInput, OutsideError } from '../../core/plugin-api/index.js'
import { acceptWebhook, greetSender } from './accept-webhook.js'
import { partsOf, wholeOf } from './split-payload.js'

/** Other systems that call us. The channel is the id of a mapping file with `"reads": "webhook"`. */
export const webhook = defineLeadSource({
  label: { en: 'Webhook', fa: 'وب‌هوک' },
  greet: greetSender,
  accept: acceptWebhook,
  parse(payload, { channel, definition }): readonly LeadInput[] {
    const mapping = definition('mapping', channel)
    if (!mapping)
      throw new OutsideError(`There is no mapping "${channel}" any more. Bring its file back and replay this submission.`)
    const whole = wholeOf(payload)
    const parts = whole === undefined ? [payload] : partsOf(mapping, whole)
    if (parts.length === 0)
      throw new OutsideError(
        `No lead was found at "${mapping.each}". Correct the mapping "${channel}" and replay this submission.`,
      )
    const { each: _split, ...onePart } = mapping
    return parts.flatMap(compileMapping(onePart)).map((mapped) => leadInput(mapped, channel))
  },
})

type Mapped = ReturnType<ReturnType<typeof compileMapping>>[number]

function leadInput({ key, values, touch, event, activities }: Mapped, channel: string): LeadInput {
  if (key === undefined && Object.keys(values).length === 0)
    throw new OutsideError(`The mapping "${channel}" found no value in this payload.`)
  return {
    values: { source: channel, ...(key === undefined ? {} : { externalId: key }), ...values },
    touch,
    ...(activities ? { activities } : {}),
    ...(event === undefined ? {} : { isEvent: true }),
  }
}
