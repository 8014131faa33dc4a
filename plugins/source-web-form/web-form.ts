import {
  defineLeadSource,
  type FormDefinition,
  type LeadInput,
  OutsideError,
  type ReportedConsent,
} from '../../core/plugin-api/index.js'
import { acceptForm } from './accept-form.js'
import type { FormPayload } from './form-payload.js'
import { touchMarks } from './touch-marks.js'

/** Public forms, hosted or embedded. The channel is the form's id. */
export const webForm = defineLeadSource({
  label: { en: 'Web form', fa: 'فرم وب' },
  payload: {
    values: { type: 'json', label: { en: 'Answers', fa: 'پاسخ‌ها' }, required: true },
    context: { type: 'json', label: { en: 'Marks of the visit', fa: 'نشانه‌های بازدید' } },
  },
  accept: acceptForm,
  parse(payload, { channel, definition }): LeadInput {
    const form = definition('form', channel)
    if (!form) throw new OutsideError(`There is no form "${channel}" any more. Bring its file back and replay this submission.`)
    const { values, context } = payload as FormPayload
    const { consent, visitor } = context
    return {
      values: { ...values, ...form.values, source: form.source ?? form.id },
      touch: { ...(form.campaign ? { utmCampaign: form.campaign } : {}), ...touchMarks(context) },
      activities: [
        { type: 'form.submitted', subject: form.title.en, details: { form: channel } },
        ...(consent
          ? [{ type: 'consent.given', subject: form.title.en, details: { form: channel, version: consent.version } }]
          : []),
      ],
      ...(visitor ? { visitor } : {}),
      ...(consent ? { consents: [consentOf(form, consent)] } : {}),
    }
  },
})

/** The words that stood there when it was ticked, and which version of them. */
function consentOf(form: FormDefinition, { version, text }: NonNullable<FormPayload['context']['consent']>): ReportedConsent {
  const words = text ?? form.consent?.text
  const { purpose = 'contact' } = form.consent ?? {}
  return { purpose, given: true, textVersion: version, ...(words ? { text: Object.values(words).join('\n') } : {}) }
}
