import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { countLeads } from '../../operations/index.js'
import { checkFilter } from '../check-filter.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { addLeadFilterOptions, type LeadFilterOptions, leadFilterOf } from '../lead-filter-options.js'
import { answer } from '../output/answer.js'
import { withCrm } from '../with-crm.js'

/** Counts the leads that fit. */
export const leadsCount = defineCommand<LeadFilterOptions>({
  name: 'leads count',
  options: addLeadFilterOptions,
  async run(call) {
    const filter = leadFilterOf(call.options)
    const count = await withCrm(call, (crm) => {
      checkFilter(filter, crm.rules())
      return countLeads(crm, { actor: SYSTEM, filter })
    })
    answer(call, { json: { count }, text: call.words.leads.count(formatNumber(count, call.language)) })
    return EXIT.ok
  },
})
