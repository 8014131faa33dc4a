import { defineAction, fillText, parseDuration, TEXT_SCHEMA } from '../../core/plugin-api/index.js'

/** Gives somebody something to do about the lead. */
export const createTask = defineAction({
  label: { en: 'Create a task', fa: 'ساخت وظیفه' },
  params: {
    subject: {
      type: 'json',
      label: { en: 'Subject', fa: 'موضوع' },
      description: {
        en: 'A text, or one per language; {{lead.name}} is filled in.',
        fa: 'یک متن، یا یکی برای هر زبان؛ {{lead.name}} پر می‌شود.',
      },
      required: true,
      schema: TEXT_SCHEMA,
    },
    assignee: {
      type: 'string',
      label: { en: 'For', fa: 'برای' },
      description: { en: '"owner", "queue:<name>" or a user\'s id', fa: '«owner»، «queue:<نام>» یا شناسهٔ کاربر' },
      format: 'assignee',
      default: 'owner',
    },
    due: {
      type: 'string',
      label: { en: 'Due after', fa: 'مهلت' },
      description: { en: 'ISO 8601 duration, for example PT5M or P1D', fa: 'مدت به شکل ISO 8601، مانند PT5M یا P1D' },
      format: 'duration',
    },
    priority: {
      type: 'select',
      label: { en: 'Priority', fa: 'اولویت' },
      oneOf: [
        { value: 'urgent', label: { en: 'Urgent', fa: 'فوری' } },
        { value: 'high', label: { en: 'High', fa: 'بالا' } },
        { value: 'normal', label: { en: 'Normal', fa: 'عادی' } },
        { value: 'low', label: { en: 'Low', fa: 'پایین' } },
      ],
      default: 'normal',
    },
  },
  async perform({ lead, params, idempotencyKey, rule }, context) {
    const subject = fillText(params.subject, { lead })
    const dueAt = params.due === undefined ? undefined : context.now() + durationOf(params.due)
    await context.crm.createTask(
      {
        subject,
        leadId: lead.id,
        assignee: params.assignee,
        priority: params.priority,
        rule,
        ...(dueAt === undefined ? {} : { dueAt }),
      },
      idempotencyKey,
    )
  },
})

function durationOf(due: string): number {
  const ms = parseDuration(due)
  if (ms === undefined) throw new RangeError(`"due" must be a duration such as PT5M or P1D, not "${due}"`)
  return ms
}
