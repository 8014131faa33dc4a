import { can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import { listSegments, setMembership } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { describeConditions } from '../../rule-engine/index.js'
import { formText, readForm } from '../body/index.js'
import { ownPath } from '../own-origin.js'
import { pageLink } from './page-link.js'
import { type LeadSearch, searchLead } from './search-lead.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** Segments with what they mean, how many leads are in each now, and the way to them. */
export const segmentsPage = signedIn((c, session) => showSegments(c, session))

/** Puts a lead into a listed segment, or takes it out; a name that several leads have comes back with a choice. */
export const changeMembership = signedIn(async (c, session) => {
  const { actor } = session
  const form = await readForm(c)
  const segment = c.req.param('id') ?? ''
  const member = formText(form, 'member') === 'out' ? 'out' : 'in'
  const typed = formText(form, 'lead').trim()
  const { leadId, candidates } = await searchLead(c, session, formText(form, 'leadId').trim() || typed)
  const problem = candidates.length === 0 ? { problem: wordsOf(c)('sequences.nobodyFound') } : {}
  if (leadId === undefined) return showSegments(c, session, { segment, member, search: { typed, candidates, ...problem } })
  const lead = await setMembership(c.get('crm'), { actor, segment, leadId, isMember: member === 'in' })
  if (isRefusal(lead)) throw new CrmError('HTTP_CHANGE_CONFLICT', lead.refused)
  const back = formText(form, 'return')
  return c.redirect(back === '' ? '/segments?done=member' : ownPath(back), 303)
})

/** The form of one segment, come back because nobody knows yet which lead is meant. */
interface Asking {
  readonly segment: string
  readonly member: 'in' | 'out'
  readonly search: LeadSearch & { readonly typed: string; readonly problem?: string }
}

async function showSegments(c: AdminContext, { actor }: Session, asking?: Asking): Promise<Response> {
  const crm = c.get('crm')
  const { language, timeZone, calendar } = c.get('reader')
  const segments = await listSegments(crm, { actor })
  const data = {
    rows: segments.map(({ id, title, kind, count }) => {
      const { conditions } = crm.rules().segments[id] ?? {}
      return {
        id,
        kind,
        count,
        title: textIn(title, language),
        href: pageLink('/leads', { segment: id }),
        meaning:
          conditions && kind === 'conditions'
            ? describeConditions(crm.rules(), conditions, { language, timeZone, calendar })
            : '',
      }
    }),
    mayWrite: can(actor, 'lead:write'),
    asking,
    done: c.req.query('done') === 'member',
  }
  return showPage(c, 'admin/segments', { title: wordsOf(c)('segments.title'), data, status: asking ? 422 : 200 })
}
