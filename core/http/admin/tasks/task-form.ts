import { authorize } from '../../../access/index.js'
import { CrmError } from '../../../errors.js'
import { type Task, taskSubject } from '../../../model/entities/task.js'
import { textIn } from '../../../model/text/localized-text.js'
import type { ValidationProblem } from '../../../model/validate.js'
import { addTask, changeTask, snoozeTask } from '../../../operations/index.js'
import { isRefusal, type Refusal } from '../../../plugin-api/index.js'
import { type FormValues, formText, readForm } from '../../body/index.js'
import { localText, readLocal } from '../../local-instant.js'
import { ownPath } from '../../own-origin.js'
import { problemText } from '../problem-text.js'
import { type FormInput, formInput, formValuesOf, withCursor } from '../record-form.js'
import { referenceChoices, withIds } from '../reference-choices.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, seenCrm, signedIn } from '../signed-in.js'

/** Asked in this order. */
const FIELDS = [
  ...['kind', 'priority', 'ownerId', 'queue', 'dueAt', 'remindAt', 'durationMinutes', 'place'],
  ...['leadId', 'contactId', 'accountId', 'opportunityId'],
] as const
const INSTANTS: readonly string[] = ['dueAt', 'remindAt']

/** The form for a new task; the address may say what it is about. */
export const newTaskPage = signedIn((c, { actor }) => {
  authorize(actor, 'task:write')
  return showForm(c, { posted: c.req.query() })
})

export const createTaskFromForm = signedIn((c, { actor }) =>
  saved(c, { write: (values) => addTask(c.get('crm'), { actor, values: withoutEmpty(values) }), done: 'added' }),
)

/** The form of a task that is there. */
export const taskPage = signedIn(async (c, { actor }) => {
  authorize(actor, 'task:write')
  return showForm(c, { task: await theTask(c), posted: {} })
})

export const changeTaskFromForm = signedIn(async (c, { actor }) => {
  const task = await theTask(c)
  return saved(c, {
    task,
    done: 'saved',
    write: (changes, version) =>
      changeTask(c.get('crm'), { actor, id: task.id, changes, ...(version === undefined ? {} : { expectedVersion: version }) }),
  })
})

const HOUR_MS = 3_600_000
const SNOOZES: Readonly<Record<string, number>> = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS }

/** Puts a task off by an hour, a day or a week from now. */
export const snoozeFromPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const form = await readForm(c)
  const ms = SNOOZES[formText(form, 'for')]
  if (ms === undefined)
    throw new CrmError('HTTP_INPUT_INVALID', `"for" is one of: ${Object.keys(SNOOZES).join(', ')}.`, {
      details: { field: 'for' },
    })
  const task = await snoozeTask(crm, { actor, id: c.req.param('id') ?? '', until: crm.now() + ms })
  if (isRefusal(task)) throw new CrmError('HTTP_CHANGE_CONFLICT', task.refused)
  return c.redirect(ownPath(formText(form, 'return')), 303)
})

async function theTask(c: AdminContext): Promise<Task> {
  const id = c.req.param('id') ?? ''
  const task = (await seenCrm(c).store.records.get('task', id)) as Task | undefined
  if (!task) throw new CrmError('TASK_UNKNOWN', `There is no task ${id.slice(0, 100)}.`)
  return task
}

type Values = Readonly<Record<string, unknown>>

interface Saving {
  readonly task?: Task
  readonly done: string
  write(values: Values, version?: number): Promise<Task | Refusal>
}

async function saved(c: AdminContext, { task, done, write }: Saving): Promise<Response> {
  const crm = c.get('crm')
  const { language, timeZone } = c.get('reader')
  const posted = await withIds(seenCrm(c), await referenceChoices(seenCrm(c), crm.fields.task, task), await readForm(c))
  const version = Number(formText(posted, 'version')) || undefined
  try {
    const answer = await write(valuesOf(posted, { timeZone, task, language }), version)
    if (!isRefusal(answer)) return c.redirect(`/tasks?done=${done}`, 303)
    const message = problemText(answer.words ?? answer.refused, language)
    const problems = Object.fromEntries((answer.fields ?? []).map((field) => [field, message]))
    return await showForm(c, { ...(task ? { task } : {}), posted, message, problems })
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'RECORD_INVALID') throw error
    const wrong = (error.details['problems'] ?? []) as readonly ValidationProblem[]
    const problems = Object.fromEntries(wrong.map(({ field, message }) => [field, problemText(message, language)]))
    return await showForm(c, { ...(task ? { task } : {}), posted, message: wordsOf(c)('records.invalid'), problems })
  }
}

/** What was typed, as the operation takes it: an empty field is cleared, times are of the reader's clock. */
function valuesOf(
  posted: FormValues,
  { timeZone, task, language }: { timeZone: string; task: Task | undefined; language: string },
): Values {
  const entries = FIELDS.filter((name) => posted[name] !== undefined).map((name): [string, unknown] => {
    const text = formText(posted, name).trim()
    if (text === '') return [name, null]
    return [name, INSTANTS.includes(name) ? (readLocal(text, { timeZone }) ?? text) : text]
  })
  const subject = formText(posted, 'subject').trim()
  // A subject in several languages stays so until somebody writes another one.
  const isSame = task !== undefined && subject === taskSubject(task, language)
  return { ...Object.fromEntries(entries), ...(isSame ? {} : { subject }) }
}

const withoutEmpty = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

interface FormState {
  readonly task?: Task
  readonly posted: FormValues
  readonly message?: string
  readonly problems?: Readonly<Record<string, string>>
}

async function showForm(c: AdminContext, { task, posted, message, problems = {} }: FormState): Promise<Response> {
  const crm = c.get('crm')
  const reader = c.get('reader')
  const { language } = reader
  const fields = crm.fields.task
  const stored = formValuesOf(fields, task ?? { priority: 'normal', kind: 'to-do' }, { apart: [], clock: reader })
  const values: FormValues = { ...stored, ...posted }
  const choices = await referenceChoices(seenCrm(c), fields, values)
  const queues = crm.rules().queues.map(({ id, label }) => ({ id, text: textIn(label, language) }))
  const inputs = FIELDS.map((name): FormInput => {
    const input = formInput(name, fields[name], { values, language, problem: problems[name], choices })
    return name === 'queue' ? { ...input, kind: 'select', options: queues } : input
  })
  const subject = posted['subject'] ?? (task ? taskSubject(task, language) : '')
  const first = formInput(
    'subject',
    { ...fields.subject, type: 'string' },
    { values: { subject }, language, problem: problems['subject'] },
  )
  const data = {
    action: task ? `/tasks/${task.id}` : '/tasks/new',
    isNew: !task,
    version: task?.version,
    message,
    inputs: withCursor([first, ...inputs]),
    hint: localText(crm.now(), reader),
  }
  return showPage(c, 'admin/task-form', {
    title: wordsOf(c)(task ? 'tasks.editTitle' : 'tasks.newTitle'),
    data,
    status: message ? 422 : 200,
  })
}
