import type { Handler } from 'hono'
import { authorize } from '../../../access/index.js'
import { CrmError } from '../../../errors.js'
import { coreEntities } from '../../../model/entities/index.js'
import { type Text, textIn } from '../../../model/text/localized-text.js'
import type { ValidationProblem } from '../../../model/validate.js'
import { changeRecord, createRecord, recordName, removeRecord, showRecord, writePermission } from '../../../operations/index.js'
import { isRefusal, type Refusal } from '../../../plugin-api/index.js'
import type { StoredRecord } from '../../../store/index.js'
import { type FormValues, readForm } from '../../body/index.js'
import { errorText } from '../../error-answer.js'
import type { HttpEnv } from '../../http-env.js'
import { compareEdit, isUnmarkedAndOlder, markName, markOf } from '../compare-edit.js'
import { problemText } from '../problem-text.js'
import { editableFields, formInput, formValuesOf, withCursor } from '../record-form.js'
import { referenceChoices, withIds } from '../reference-choices.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, seenCrm, signedIn } from '../signed-in.js'
import { showRecordPage } from './record-page.js'
import type { RecordScreen } from './record-screen.js'

/** The form for a new record; the address may fill some of its fields. */
export function newRecordPage(screen: RecordScreen): Handler<HttpEnv> {
  return signedIn((c, { actor }) => {
    authorize(actor, writePermission(screen.entity))
    const fields = c.get('crm').fields[screen.entity]
    const usual = Object.entries(fields).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value] as const],
    )
    const given = readBy(screen, c.req.query())
    return showForm(c, { screen, posted: { ...formValuesOf(fields, Object.fromEntries(usual), { apart: [] }), ...given } })
  })
}

/** Makes the record, or says beside each field what is wrong. */
export function createFromForm(screen: RecordScreen): Handler<HttpEnv> {
  const { entity, path } = screen
  return signedIn(async (c, { actor }) => {
    const crm = c.get('crm')
    authorize(actor, writePermission(entity))
    const choices = await referenceChoices(seenCrm(c), crm.fields[entity])
    const posted = await withIds(seenCrm(c), choices, readBy(screen, await readForm(c)))
    const { changes } = compareEdit(crm.fields[entity], { record: {}, posted, apart: [], clock: c.get('reader') })
    const values = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null))
    const made = await tried(() => createRecord(crm, { actor, entity, values }))
    if ('problem' in made) return showForm(c, { screen, posted, ...troubleOf(c, made.problem, screen) })
    return c.redirect(`${path}/${made.record.id}?done=created`, 303)
  })
}

/** The form of a record that is there. */
export function editRecordPage(screen: RecordScreen): Handler<HttpEnv> {
  const { entity } = screen
  return signedIn(async (c, { actor }) => {
    authorize(actor, writePermission(entity))
    const record = await showRecord(c.get('crm'), { actor, entity, id: c.req.param('id') ?? '' })
    return showForm(c, { screen, record, posted: {} })
  })
}

/** Writes the fields that the person changed, and never over what somebody else changed while the form was open. */
export function editFromForm(screen: RecordScreen): Handler<HttpEnv> {
  const { entity, path } = screen
  return signedIn(async (c, { actor }) => {
    const crm = c.get('crm')
    const record = await showRecord(crm, { actor, entity, id: c.req.param('id') ?? '' })
    const fields = crm.fields[entity]
    const choices = await referenceChoices(seenCrm(c), fields, record)
    const posted = await withIds(seenCrm(c), choices, readBy(screen, await readForm(c)))
    const { changes, theirs } = compareEdit(fields, { record, posted, apart: [], clock: c.get('reader') })
    if (Object.keys(changes).length === 0) return c.redirect(`${path}/${record.id}?done=unchanged`, 303)
    if (theirs.length > 0 || isUnmarkedAndOlder(posted, record.version))
      return showForm(c, { screen, record, posted, message: wordsOf(c)('records.changedMeanwhile') })
    const edit = { actor, entity, id: record.id, changes, expectedVersion: record.version }
    const saved = await tried(() => changeRecord(crm, edit))
    if ('problem' in saved) return showForm(c, { screen, record, posted, ...troubleOf(c, saved.problem, screen) })
    return c.redirect(`${path}/${record.id}?done=saved`, 303)
  })
}

/** Removes a record that nothing else names. */
export function removeFromPage(screen: RecordScreen): Handler<HttpEnv> {
  const { entity, path } = screen
  return signedIn(async (c, session) => {
    const { actor } = session
    const removed = await removeRecord(c.get('crm'), { actor, entity, id: c.req.param('id') ?? '' })
    if (!isRefusal(removed)) return c.redirect(`${path}?done=removed`, 303)
    const message = problemText(removed.words ?? removed.refused, c.get('reader').language)
    return showRecordPage(c, session, { screen, message })
  })
}

const readBy = ({ read }: RecordScreen, posted: FormValues): FormValues => read?.(posted) ?? posted

type Problem = Refusal | CrmError

/** A write, or what stood in its way as long as the person can mend it in the form. */
async function tried(
  write: () => Promise<StoredRecord | Refusal>,
): Promise<{ readonly record: StoredRecord } | { readonly problem: Problem }> {
  try {
    const record = await write()
    return isRefusal(record) ? { problem: record } : { record }
  } catch (error) {
    if (error instanceof CrmError && (error.code === 'RECORD_INVALID' || error.code === 'RECORD_NOT_UNIQUE'))
      return { problem: error }
    throw error
  }
}

interface Trouble {
  readonly message: string
  readonly problems: Readonly<Record<string, string>>
}

/** What is wrong, in the reader's language: beside each field it is about, and above the form. */
function troubleOf(c: AdminContext, problem: Problem, { entity }: RecordScreen): Trouble {
  const words = wordsOf(c)
  const { language } = c.get('reader')
  const say = (text: Text) => problemText(text, language)
  if (isRefusal(problem)) {
    const message = problem.code === 'changed-meanwhile' ? words('records.changedMeanwhile') : refusalText(c, problem, entity)
    return { message, problems: Object.fromEntries((problem.fields ?? []).map((field) => [field, message])) }
  }
  const { field, problems = [] } = problem.details as { field?: string; problems?: readonly ValidationProblem[] }
  const named = problems.map((each) => [each.field, say(each.message)] as const)
  const own = named.length === 0 && field ? [[field, say(errorText(problem, language))] as const] : named
  return { message: words('records.invalid'), problems: Object.fromEntries(own) }
}

function refusalText(c: AdminContext, { code, words, refused, fields = [] }: Refusal, entity: RecordScreen['entity']): string {
  const { language } = c.get('reader')
  if (words) return problemText(words, language)
  const declared = c.get('crm').fields[entity]
  const field = fields.map((name) => textIn(declared[name]?.label ?? name, language)).join(wordsOf(c)('shell.listComma'))
  if (code === 'unknown-reference' || code === 'unknown-owner') return wordsOf(c)('records.unknownReference', { field })
  return problemText(refused, language)
}

interface FormState extends Partial<Trouble> {
  readonly screen: RecordScreen
  readonly record?: StoredRecord
  readonly posted: FormValues
}

async function showForm(c: AdminContext, { screen, record, posted, message, problems = {} }: FormState): Promise<Response> {
  const crm = c.get('crm')
  const { entity, path } = screen
  const reader = c.get('reader')
  const { language } = reader
  const fields = crm.fields[entity]
  const edit = compareEdit(fields, { record: record ?? {}, posted, apart: [], clock: reader })
  const values = screen.show?.(edit.values) ?? edit.values
  const said = Object.entries(screen.options?.(crm, { language, values: edit.values }) ?? {})
  const references = await referenceChoices(seenCrm(c), fields, { ...record, ...posted })
  const choices = new Map([...references, ...said.map(([name, options]) => [name, { entity, options, isCut: false }] as const)])
  const inputs = editableFields(fields, screen.joined ?? []).map((name) =>
    formInput(name, fields[name], { values, language, problem: problems[name], choices }),
  )
  const marks = record ? Object.entries(formValuesOf(fields, record, { apart: [], clock: reader })) : []
  const entityName = textIn(coreEntities[entity].label, language)
  const data = {
    action: record ? `${path}/${record.id}/edit` : `${path}/new`,
    back: record ? `${path}/${record.id}` : path,
    backTitle: record ? recordName(record, language) : textIn(coreEntities[entity].labelPlural, language),
    isNew: record === undefined,
    message,
    version: record?.version,
    inputs: withCursor(inputs),
    marks: marks.map(([field, value]) => ({ name: markName(field), value: markOf(value) })),
    theirs: message ? edit.theirs.map((field) => textIn(fields[field]?.label ?? field, language)) : [],
  }
  const title = wordsOf(c)(record ? 'records.editOne' : 'records.newOne', { entity: entityName })
  return showPage(c, 'admin/record-form', { title, data, status: message ? 422 : 200 })
}
