import type { Crm } from '../../../crm/crm.js'
import type { ChangeSet } from '../../../model/entities/change-set.js'
import type { EntityName } from '../../../model/entities/index.js'
import type { RecordChange } from '../../../model/entities/record-change.js'
import { textIn } from '../../../model/text/localized-text.js'
import { listChanges, recordName, type ShownChange, showChange, undoChangeSet } from '../../../operations/index.js'
import { isRefusal, type Refusal } from '../../../plugin-api/index.js'
import { refusalText } from '../lead-actions.js'
import { type LeadLabels, leadLabels } from '../lead-labels.js'
import { pageLink } from '../page-link.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, seenCrm, signedIn } from '../signed-in.js'

/** Conversions, merges and imports, newest first, each with the way back. */
export const changesPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const labels = await leadLabels(crm, c.get('reader').language)
  const after = c.req.query('after')
  const page = await listChanges(crm, { actor, query: after ? { after } : {} })
  const names = await namesOf(
    seenCrm(c),
    page.records.map(({ changeSet }) => subjectOf(changeSet)),
  )
  const data = {
    rows: page.records.map((each) => changeRow(each, { labels, names })),
    kinds: crm.fields.changeSet['kind'],
    next: page.next ? pageLink('/changes', { after: page.next }) : undefined,
  }
  return showPage(c, 'admin/changes', { title: wordsOf(c)('changes.title'), data })
})

/** One change, record by record. */
export const changePage = signedIn((c, session) => showOne(c, session))

/** Takes the change back, or names each record and field in the way. */
export const undoFromPage = signedIn(async (c, session) => {
  const id = c.req.param('id') ?? ''
  const answer = await undoChangeSet(c.get('crm'), { actor: session.actor, id })
  return isRefusal(answer) ? showOne(c, session, answer) : c.redirect(`/changes/${id}`, 303)
})

async function showOne(c: AdminContext, { actor }: Session, refusal?: Refusal): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const labels = await leadLabels(crm, language)
  const { rows, ...change } = await showChange(crm, { actor, id: c.req.param('id') ?? '' })
  const names = await namesOf(seenCrm(c), [subjectOf(change.changeSet), ...rows.map((row) => `${row.entity}:${row.recordId}`)])
  const data = {
    change: changeRow(change, { labels, names }),
    kinds: crm.fields.changeSet['kind'],
    rows: rows.filter(({ entity }) => !UNSEEN.has(entity)).map((row) => rowView(c, row, names)),
    message: refusal ? await refusalText(c, refusal) : undefined,
  }
  return showPage(c, 'admin/change', { title: wordsOf(c)('changes.one'), data, status: refusal ? 422 : 200 })
}

function changeRow({ changeSet, canUndo }: ShownChange, { labels, names }: { labels: LeadLabels; names: Names }): object {
  const subject = subjectOf(changeSet)
  const [entity = '', id = ''] = subject.split(':')
  const by = (actor: string | undefined) => (actor === undefined || actor === 'system' ? '' : labels.owner(actor))
  const href = HREFS[entity]
  return {
    ...changeSet,
    entity,
    subjectName: names.get(subject),
    canUndo,
    by: by(changeSet.actor),
    undoneByName: by(changeSet.undoneBy),
    ...(href ? { href: `${href}/${id}` } : {}),
  }
}

/** An import is named by its id alone. */
const subjectOf = ({ kind, subject }: ChangeSet): string => (kind === 'import' ? `importRun:${subject}` : subject)

const HREFS: Readonly<Record<string, string>> = {
  lead: '/leads',
  contact: '/contacts',
  account: '/accounts',
  opportunity: '/opportunities',
  document: '/documents',
  importRun: '/imports',
}

/** What only the system reads: keys by which records are found, and what compares them. */
const UNSEEN: ReadonlySet<string> = new Set(['matchKey', 'similarLead', 'idempotencyKey'])

type Names = ReadonlyMap<string, string>

/** What the records are called, by `<entity>:<id>`; those that are gone have no name any more. */
async function namesOf(crm: Crm, subjects: readonly string[]): Promise<Names> {
  const found = await Promise.all(
    NAMED.map(async (entity) => {
      const keys = [...new Set(subjects)].filter((subject) => subject.startsWith(`${entity}:`))
      const ids = keys.map((key) => key.slice(entity.length + 1))
      const records = ids.length === 0 ? [] : await crm.store.records.getMany(entity, ids)
      return records.map((record) => [`${entity}:${record.id}`, recordName(record, crm.settings.language)] as const)
    }),
  )
  return new Map(found.flat().filter(([key, name]) => !key.endsWith(`:${name}`)))
}

/** Entities whose records people call by a name. */
const NAMED = [
  ...(['lead', 'contact', 'account', 'opportunity', 'product'] as const),
  ...(['campaign', 'document', 'task', 'team', 'importRun'] as const),
]

function rowView(c: AdminContext, { entity, recordId, action, after, before }: RecordChange, names: Names): object {
  const { language } = c.get('reader')
  const { fields } = c.get('crm')
  const declared = Object.hasOwn(fields, entity) ? fields[entity as EntityName] : {}
  const values = (action === 'remove' ? before : after) ?? {}
  const href = HREFS[entity]
  return {
    entity,
    name: names.get(`${entity}:${recordId}`) ?? nameIn(before) ?? nameIn(after) ?? '',
    ...(href && names.has(`${entity}:${recordId}`) ? { href: `${href}/${recordId}` } : {}),
    action,
    fields: Object.keys(values).flatMap((field) => {
      const { label, system } = declared[field] ?? { system: true }
      return system ? [] : [textIn(label ?? field, language)]
    }),
  }
}

/** What a record that is gone was called. */
function nameIn(values: unknown): string | undefined {
  const name = typeof values === 'object' && values !== null && 'name' in values ? values.name : undefined
  return typeof name === 'string' ? name : undefined
}
