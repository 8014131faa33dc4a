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
    remind: {
      type: 'string',
      label: { en: 'Remind before', fa: 'یادآوری پیش از مهلت' },
      description: {
        en: 'How long before it is due its owner is reminded, for example PT1H',
        fa: 'چه مدت پیش از مهلت به مسئول یادآوری شود، مانند PT1H',
      },
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
    await context.crm.createTask({ subject, leadId: lead.id, rule, ...asked(params, context.now()) }, idempotencyKey)
  },
  async performOn({ entity, record, params, idempotencyKey, rule }, context) {
    const subject = fillText(params.subject, { [entity]: record })
    const about = { [`${entity}Id`]: record.id }
    await context.crm.createTask({ subject, ...about, rule, ...asked(params, context.now()) }, idempotencyKey)
  },
})

interface Params {
  readonly assignee: string
  readonly priority: 'urgent' | 'high' | 'normal' | 'low'
  readonly due?: string | undefined
  readonly remind?: string | undefined
}

/** A reminder comes before the task is due, or where nothing says when that is, after so long. */
function asked({ assignee, priority, due, remind }: Params, now: number) {
  const dueAt = due === undefined ? undefined : now + durationOf(due)
  const remindAt = remind === undefined ? undefined : dueAt === undefined ? now + durationOf(remind) : dueAt - durationOf(remind)
  return {
    ...{ assignee, priority },
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(remindAt === undefined ? {} : { remindAt: Math.max(now, remindAt) }),
  }
}

function durationOf(text: string): number {
  const ms = parseDuration(text)
  if (ms === undefined) throw new RangeError(`a duration such as PT5M or P1D is needed, not "${text}"`)
  return ms
}
