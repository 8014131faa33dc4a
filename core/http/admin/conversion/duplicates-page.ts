import { listDuplicates } from '../../../operations/index.js'
import { leadLabels } from '../lead-labels.js'
import { leadRow } from '../lead-row.js'
import { showPage, wordsOf } from '../show-page.js'
import { signedIn } from '../signed-in.js'

/** Leads that look alike: those with an equal key, then those of equal name and company. */
export const duplicatesPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const labels = await leadLabels(crm, c.get('reader').language)
  const groups = await listDuplicates(crm, { actor })
  const rows = groups.map((group) => ({ ...group, leads: group.leads.map((lead) => leadRow(lead, labels)) }))
  const data = {
    sections: (['exact', 'similar'] as const).map((match) => ({ match, groups: rows.filter((row) => row.match === match) })),
  }
  return showPage(c, 'admin/duplicates', { title: wordsOf(c)('merge.duplicates'), data })
})
