import type { Handler } from 'hono'
import { can } from '../../../access/index.js'
import { coreEntities } from '../../../model/entities/index.js'
import { textIn } from '../../../model/text/localized-text.js'
import {
  consentsOf,
  EXPLAINED_ENTITIES,
  recordHistory,
  recordName,
  showRecord,
  writePermission,
} from '../../../operations/index.js'
import type { FormValues } from '../../body/index.js'
import type { HttpEnv } from '../../http-env.js'
import { showTools } from '../../view-tools.js'
import { leadLabels } from '../lead-labels.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'
import { historyRows } from './history-rows.js'
import { profileView } from './profile-view.js'
import type { RecordScreen } from './record-screen.js'
import { recordValueWriter } from './record-values.js'

/** One record: its fields, what is linked to it, its timeline, and who changed what. */
export function recordPage(screen: RecordScreen): Handler<HttpEnv> {
  return signedIn((c, session) => showRecordPage(c, session, { screen }))
}

const NEWEST = 20

/**
 * Shows the record of this address, after a refused removal with what stood in the way.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function showRecordPage(
  c: AdminContext,
  { actor }: Session,
  { screen, message, trouble }: { screen: RecordScreen; message?: string; trouble?: FormTrouble },
): Promise<Response> {
  const crm = c.get('crm')
  const { entity, path } = screen
  const words = wordsOf(c)
  const { language } = c.get('reader')
  const fields = crm.fields[entity]
  const record = await showRecord(crm, { actor, entity, id: c.req.param('id') ?? '' })
  const labels = await leadLabels(crm, language)
  const history = await recordHistory(crm, { actor, entity, id: record.id, limit: NEWEST })
  const writer = showTools({ reader: c.get('reader'), words, now: crm.now() })
  const write = await recordValueWriter(crm, { fields, records: [record], writer, words })
  const shown = Object.entries(fields).filter(([name, { type, secret }]) => type !== 'json' && !secret && !HIDDEN.has(name))
  const name = recordName(record, language)
  const data = {
    path,
    icon: screen.icon,
    record,
    name,
    message,
    trouble,
    listTitle: textIn(coreEntities[entity].labelPlural, language),
    done: DONE.find((each) => each === c.req.query('done')),
    ...(EXPLAINED_ENTITIES.some((each) => each === entity) ? { accessPath: `/access/${entity}/${record.id}` } : {}),
    mayWrite: can(actor, writePermission(entity)),
    details: shown
      .map(([field, { label }]) => ({ name: textIn(label ?? field, language), value: write(field, record[field]) }))
      .filter(({ value }) => value.text !== ''),
    history: await historyRows(crm, history.records, { fields, writer, words, labels }),
    ...(entity === 'contact' ? { consents: await consentsOf(crm, { actor, entity, id: record.id }) } : {}),
    profile: await profileView(c, { actor, entity, record, labels, writer }),
  }
  return showPage(c, 'admin/record', { title: name, data, status: message || trouble ? 422 : 200 })
}

/** What was typed into a form of the page, and what is wrong with it. */
interface FormTrouble {
  readonly form: 'log' | 'consent'
  readonly posted: FormValues
  readonly problems: Readonly<Record<string, string>>
}

const DONE = ['created', 'saved', 'unchanged', 'task', 'logged', 'consent'] as const

/** What only the system reads. */
const HIDDEN: ReadonlySet<string> = new Set([
  ...['id', 'version', 'nameKey', 'websiteKey', 'emailKey', 'phoneKey', 'nextChangeAt', 'rulesTrue'],
])
