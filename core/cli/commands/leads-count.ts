import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { countLeads } from '../../operations/index.js'
import { checkFilter } from '../check-filter.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { addLeadFilterOptions, type LeadFilterOptions, leadFilterOf } from '../lead-filter-options.js'
import { answer } from '../output/answer.js'
import { tellAnswered } from '../tell-answered.js'
import { withCrm } from '../with-crm.js'

/** Counts the leads that fit. */
export const leadsCount = defineCommand<LeadFilterOptions>({
  name: 'leads count',
  options: addLeadFilterOptions,
  async run(call) {
    const filter = leadFilterOf(call.options)
    return withCrm(call, async (crm) => {
      checkFilter(filter, crm.rules())
      const count = await countLeads(crm, { actor: SYSTEM, filter })
      const told = tellAnswered(crm, filter, call)
      answer(call, {
        json: { count, ...told.json },
        text: call.words.leads.count(formatNumber(count, call.language)) + told.text,
      })
      return EXIT.ok
    })
  },
})
