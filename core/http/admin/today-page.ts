import { can } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import type { Lead } from '../../model/entities/lead.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { isSetupOpen, seenBy, seeToday } from '../../operations/index.js'
import { navigationFor } from '../view-navigation.js'
import { leadLabels } from './lead-labels.js'
import { leadName, leadRow } from './lead-row.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'
import { taskRow } from './task-row.js'

/** What to work on now: urgent tasks, leads that wait for an answer, fresh ones, the best ones. */
export const todayPage = signedIn(async (c, { actor, user }) => {
  const [place] = can(actor, 'lead:read') ? [] : navigationFor({ may: (permission) => can(actor, permission), path: '/' })
  // Who works without leads begins where their own work is.
  if (place) return c.redirect(place.path, 302)
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const asked = c.req.query('mine')
  // Who answers for others sees the team first; who sells sees their own work.
  const isMine = asked === undefined ? user.role === 'rep' : asked === '1'
  const today = await seeToday(crm, { actor, mine: isMine })
  const labels = await leadLabels(crm, language)
  const names = await leadNames(seenBy(crm, actor), [...today.tasks, ...today.notifications])
  const rows = (leads: typeof today.fresh) => leads.map((lead) => leadRow(lead, labels))
  const data = {
    isMine,
    canWrite: can(actor, 'task:write'),
    isSetupOpen: can(actor, 'user:write') && (await isSetupOpen(crm, { actor })),
    counts: today.counts,
    tasks: today.tasks.map((task) => taskRow(task, labels, names.get(task.leadId ?? ''))),
    unanswered: rows(today.unanswered),
    fresh: rows(today.fresh),
    best: rows(today.best),
    notifications: today.notifications.map(({ id, text, leadId, createdAt }) => ({
      id,
      leadId,
      createdAt,
      leadName: names.get(leadId ?? ''),
      text: textIn(text as Text, language),
    })),
  }
  return showPage(c, 'admin/today', { title: wordsOf(c)('today.title'), data })
})

/** What to call the leads that tasks and notifications speak of. */
async function leadNames(
  crm: Pick<Crm, 'store'>,
  entries: readonly { readonly leadId?: string }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.flatMap(({ leadId }) => leadId ?? []))]
  const leads = (await crm.store.records.getMany('lead', ids)) as readonly Lead[]
  return new Map(leads.map((lead) => [lead.id, leadName(lead)]))
}
