import type { EntityName } from '../../../model/entities/index.js'
import type { RecordChange } from '../../../model/entities/record-change.js'
import { textIn } from '../../../model/text/localized-text.js'
import { listChanges, type ShownChange, showChange, undoChangeSet } from '../../../operations/index.js'
import { isRefusal, type Refusal } from '../../../plugin-api/index.js'
import { refusalText } from '../lead-actions.js'
import { type LeadLabels, leadLabels } from '../lead-labels.js'
import { pageLink } from '../page-link.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'

/** Conversions, merges and imports, newest first, each with the way back. */
export const changesPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const labels = await leadLabels(crm, c.get('reader').language)
  const after = c.req.query('after')
  const page = await listChanges(crm, { actor, query: after ? { after } : {} })
  const data = {
    rows: page.records.map((each) => changeRow(each, labels)),
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
  const data = {
    change: changeRow(change, labels),
    kinds: crm.fields.changeSet['kind'],
    rows: rows.map((row) => rowView(c, row)),
    message: refusal ? await refusalText(c, refusal) : undefined,
  }
  return showPage(c, 'admin/change', { title: wordsOf(c)('changes.one'), data, status: refusal ? 422 : 200 })
}

function changeRow({ changeSet, canUndo }: ShownChange, labels: LeadLabels): object {
  const [entity = '', id = ''] = changeSet.subject.split(':')
  const by = (actor: string | undefined) => (actor === undefined || actor === 'system' ? '' : labels.owner(actor))
  const href = HREFS[entity]
  return {
    ...changeSet,
    canUndo,
    by: by(changeSet.actor),
    undoneByName: by(changeSet.undoneBy),
    ...(href ? { href: `${href}/${id}` } : {}),
  }
}

const HREFS: Readonly<Record<string, string>> = { lead: '/leads', contact: '/contacts', account: '/accounts' }

function rowView(c: AdminContext, { entity, recordId, action, after, before }: RecordChange): object {
  const { language } = c.get('reader')
  const { fields } = c.get('crm')
  const declared = Object.hasOwn(fields, entity) ? fields[entity as EntityName] : {}
  const named = Object.keys((action === 'remove' ? before : after) ?? {})
  return {
    entity,
    recordId,
    action,
    fields: named.flatMap((field) => (declared[field] ? [textIn(declared[field].label ?? field, language)] : [])),
  }
}
