import { can } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import type { Text } from '../../model/text/localized-text.js'
import {
  erasePerson,
  exportPerson,
  listErasures,
  type PersonExport,
  type PersonNamed,
  personHtml,
  previewRetention,
} from '../../operations/index.js'
import { formText, readForm } from '../body/index.js'
import { errorText } from '../error-answer.js'
import { problemText } from './problem-text.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** Finds a person, shows where the person is known, and offers export and erasure; below it, receipts and retention. */
export const privacyPage = signedIn((c, session) => showPrivacy(c, session, { q: c.req.query('q') ?? '' }))

/** Everything that is kept of a person as a file: JSON, or one page that a browser shows. */
export const exportPersonFile = signedIn(async (c, { actor }) => {
  const exported = await exportPerson(c.get('crm'), { actor, named: namedBy(c.req.query('q') ?? '') })
  const isPage = c.req.query('format') === 'html'
  const language = c.get('reader').language === 'fa' ? 'fa' : 'en'
  const body = isPage ? personHtml(exported, language) : `${JSON.stringify(exported, null, 2)}\n`
  return c.body(body, 200, {
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="person.${isPage ? 'html' : 'json'}"`,
    'cache-control': 'no-store',
  })
})

/** Erases the person whose name was typed; a wrong one changes nothing and is shown. */
export const erasePersonByForm = signedIn(async (c, session) => {
  const posted = await readForm(c)
  const [q, confirm, reason] = [formText(posted, 'q'), formText(posted, 'confirm'), formText(posted, 'reason').trim()]
  const mode = formText(posted, 'mode') === 'anonymise' ? 'anonymise' : 'erase'
  try {
    const wish = { actor: session.actor, named: namedBy(q), confirm, mode } as const
    await erasePerson(c.get('crm'), { ...wish, ...(reason ? { reason } : {}) })
    return c.redirect('/privacy?erased=1', 303)
  } catch (error) {
    return showPrivacy(c, session, { q, problem: spoken(c, error) })
  }
})

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

/** What was typed: an address, the id of a lead, `contact:<id>`, or a number. */
function namedBy(text: string): PersonNamed {
  const typed = text.trim()
  if (typed.startsWith('contact:')) return { contactId: typed.slice('contact:'.length) }
  if (ID.test(typed)) return { leadId: typed }
  return typed.includes('@') ? { email: typed } : { phone: typed }
}

function spoken(c: AdminContext, error: unknown): string {
  if (!(error instanceof CrmError) || !/^(PERSON|ERASE)_/.test(error.code)) throw error
  const { language } = c.get('reader')
  return problemText(errorText(error, language), language)
}

interface Asked {
  readonly q: string
  readonly problem?: string
}

async function showPrivacy(c: AdminContext, { actor }: Session, { q, problem }: Asked): Promise<Response> {
  const crm = c.get('crm')
  const found: Known = q.trim() === '' ? {} : await known(c, { crm, actor, q })
  const canErase = can(actor, 'privacy:erase')
  const said = problem ?? found.problem
  const data = {
    ...{ q, canErase, person: found.person, tables: found.tables ?? [], files: found.files ?? [] },
    ...(said ? { problem: said } : {}),
    erased: c.req.query('erased') === '1',
    receipts: canErase ? (await listErasures(crm, { actor, limit: 50 })).records : [],
    retention: canErase ? await previewRetention(crm, { actor }) : [],
  }
  return showPage(c, 'admin/privacy', { title: wordsOf(c)('privacy.title'), data, status: said ? 422 : 200 })
}

interface Known {
  readonly person?: PersonExport['person']
  readonly tables?: readonly { readonly label: Text; readonly own: number; readonly mentions: number }[]
  readonly files?: readonly string[]
  readonly problem?: string
}

async function known(c: AdminContext, { crm, actor, q }: { crm: Crm; actor: Session['actor']; q: string }): Promise<Known> {
  try {
    const { person, tables, plugins, files } = await exportPerson(crm, { actor, named: namedBy(q) })
    const kept = plugins
      .filter(({ rows }) => rows.length > 0)
      .map(({ label, rows }) => ({ label, own: rows.length, mentions: 0 }))
    const counted = tables.map(({ label, own, mentions }) => ({ label, own: own.length, mentions: mentions.length }))
    return { person, tables: [...counted, ...kept], files }
  } catch (error) {
    return { problem: spoken(c, error) }
  }
}
