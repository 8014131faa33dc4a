import { authorize, can } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmErrors, formatError } from '../../errors.js'
import { listPublications, type Published, publishRules, returnRules, rulesStatus } from '../../operations/index.js'
import { type FormValues, formText, readForm } from '../body/index.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

const PAGE = 20
const LONGEST_IMPACT_MS = 10_000

/** What was published, newest first; what lies on disk; and the forms that publish and take back. */
export const rulesHistoryPage = signedIn((c, session) => showHistory(c, session))

/** Puts the files on disk in force, by the form above the list. */
export const publishFiles = signedIn(async (c, session) => {
  const posted = await readForm(c)
  authorize(session.actor, 'rule:publish')
  const request = { actor: session.actor, ...noteIn(posted), impactBudgetMs: LONGEST_IMPACT_MS }
  return answer(c, session, await orMistakes(() => publishRules(c.get('crm'), request)))
})

/** Puts an earlier publication in force again, by the form beside it. */
export const returnToPublication = signedIn(async (c, session) => {
  const posted = await readForm(c)
  authorize(session.actor, 'rule:publish')
  const number = Number(c.req.param('number'))
  const request = { actor: session.actor, ...noteIn(posted), number, impactBudgetMs: LONGEST_IMPACT_MS }
  return answer(c, session, await orMistakes(() => returnRules(c.get('crm'), request)))
})

function noteIn(posted: FormValues): { readonly note?: string } {
  const note = formText(posted, 'note').trim()
  return note === '' ? {} : { note }
}

/** Mistakes in files are what a person meets here on an ordinary day. */
async function orMistakes(act: () => Promise<Published>): Promise<Published | CrmErrors> {
  try {
    return await act()
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return thrown
    throw thrown
  }
}

function answer(c: AdminContext, session: Session, result: Published | CrmErrors): Promise<Response> | Response {
  if (!(result instanceof CrmErrors) && result.outcome === 'published') {
    return c.redirect(`/rules/history?done=${result.publication.number}`, 303)
  }
  return showHistory(c, session, result)
}

type Refused = CrmErrors | Exclude<Published, { readonly outcome: 'published' }>

async function showHistory(c: AdminContext, { actor }: Session, refused?: Refused): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const before = Number(c.req.query('before'))
  const place = Number.isSafeInteger(before) && before > 0 ? { before } : {}
  const publications = await listPublications(crm, { actor, limit: PAGE, ...place })
  const oldest = publications.at(-1)?.number ?? 1
  const status = await rulesStatus(crm, { actor })
  const data = {
    from: status.from,
    digest: status.digest,
    changes: status.changes,
    mistakes: status.mistakes.map((error) => formatError(error, language)),
    inForce: crm.ruleShelf.inForce().publication,
    publications,
    canPublish: can(actor, 'rule:publish') && status.from === 'published',
    done: c.req.query('done'),
    refused: refused && told(refused, language),
    next: oldest > 1 ? `/rules/history?before=${oldest}` : undefined,
    problems: problemsOf(crm, language),
  }
  return showPage(c, 'admin/rules-history', { title: wordsOf(c)('publishing.title'), data, status: refused ? 422 : 200 })
}

/** Why nothing was published, with the lines that belong to it. */
function told(refused: Refused, language: string): { readonly why: string; readonly lines: readonly string[] } {
  if (refused instanceof CrmErrors) return { why: 'mistakes', lines: refused.errors.map((error) => formatError(error, language)) }
  if (refused.outcome === 'fields-changed') return { why: refused.outcome, lines: refused.fields }
  if (refused.outcome === 'unchanged') return { why: refused.outcome, lines: [] }
  return { why: refused.outcome, lines: refused.cases.failed.map(({ file, line, name }) => `${file}:${line}: ${name}`) }
}

function problemsOf(crm: Crm, language: string): readonly string[] {
  return (crm.ruleProblems()?.errors ?? []).map((error) => formatError(error, language))
}
