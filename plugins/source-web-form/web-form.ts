import { defineLeadSource, type LeadInput, OutsideError } from '../../core/plugin-api/index.js'
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
    const { consent } = context
    return {
      values: { ...values, ...form.values, source: form.source ?? form.id },
      touch: touchMarks(context),
      ...(consent
        ? {
            activities: [{ type: 'consent.given', subject: form.title.en, details: { form: channel, version: consent.version } }],
          }
        : {}),
    }
  },
})
