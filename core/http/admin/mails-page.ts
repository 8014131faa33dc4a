import { can } from '../../access/index.js'
import { CrmError, formatError } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import { addSuppressions, listMails, listSuppressions, previewMail, removeSuppression } from '../../operations/index.js'
import { formText, readForm } from '../body/index.js'
import { pageLink } from './page-link.js'
import { searchLead } from './search-lead.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** One mail, and with `?lead=` (a name, an address, an id) as that lead would get it; the HTML is shown as text beside its plain part, so that nothing of it acts here. */
export const mailPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const id = c.req.param('id') ?? ''
  const mail = listMails(crm, { actor }).find((each) => each.id === id)
  if (!mail) throw new CrmError('MAIL_TEMPLATE_UNKNOWN', `There is no mail "${id}".`)
  const typed = c.req.query('lead')?.trim() ?? ''
  const asked = c.req.query('language')
  const chosen = Object.keys(mail.subject).find((each) => each === asked)
  const search = await searchLead(c, { actor }, c.req.query('leadId')?.trim() || typed)
  const wanted = { actor, template: id, ...(chosen ? { language: chosen } : {}) }
  const look = search.leadId === undefined ? {} : await lookFor(c, { ...wanted, leadId: search.leadId })
  const isUnknown = typed !== '' && search.leadId === undefined && search.candidates.length === 0
  const problem = 'problem' in look || isUnknown ? wordsOf(c)('sequences.nobodyFound') : undefined
  const data = {
    mail: { id, title: textIn(mail.title, language), purpose: mail.purpose ?? 'marketing' },
    search: { typed, candidates: search.candidates, problem },
    languages: Object.keys(mail.subject).map((each) => ({
      id: each,
      text: new Intl.DisplayNames(each, { type: 'language' }).of(each) ?? each,
    })),
    chosen,
    ...look,
  }
  return showPage(c, 'admin/mail', { title: textIn(mail.title, language), data, status: problem ? 404 : 200 })
})

async function lookFor(c: AdminContext, request: Parameters<typeof previewMail>[1]) {
  try {
    return { preview: await previewMail(c.get('crm'), request) }
  } catch (thrown) {
    if (!(thrown instanceof CrmError) || thrown.code !== 'LEAD_UNKNOWN') throw thrown
    return { problem: 'unknown' }
  }
}

/** The addresses to which nothing goes. */
export const suppressionsPage = signedIn((c, session) => showSuppressions(c, session))

/** Puts addresses on the list, one per line, or takes one off. */
export const changeSuppressions = signedIn(async (c, session) => {
  const { actor } = session
  const posted = await readForm(c)
  const addresses = formText(posted, 'addresses')
  try {
    if (formText(posted, 'wish') === 'remove')
      await removeSuppression(c.get('crm'), { actor, address: formText(posted, 'address') })
    else await addSuppressions(c.get('crm'), { actor, addresses: addresses.split(/[\s,;،]+/u).filter((each) => each !== '') })
    return c.redirect('/suppressions', 303)
  } catch (thrown) {
    if (!(thrown instanceof CrmError) || thrown.code !== 'SUPPRESSION_INVALID') throw thrown
    return showSuppressions(c, session, { problem: formatError(thrown, c.get('reader').language), addresses })
  }
})

async function showSuppressions(
  c: AdminContext,
  { actor }: Session,
  trouble?: { readonly problem: string; readonly addresses: string },
): Promise<Response> {
  const search = c.req.query('q')?.trim() ?? ''
  const after = c.req.query('after')
  const page = await listSuppressions(c.get('crm'), { actor, ...(search ? { search } : {}), ...(after ? { after } : {}) })
  const data = {
    rows: page.records,
    search,
    ...trouble,
    canWrite: can(actor, 'sequence:write'),
    next: page.next ? pageLink('/suppressions', { q: search || undefined, after: page.next }) : undefined,
  }
  return showPage(c, 'admin/suppressions', { title: wordsOf(c)('mails.suppressions'), data, status: trouble ? 422 : 200 })
}
