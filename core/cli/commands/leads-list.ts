import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import type { Lead } from '../../model/entities/lead.js'
import { type LeadQuery, listLeads } from '../../operations/index.js'
import { checkFilter } from '../check-filter.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { addLeadFilterOptions, type LeadFilterOptions, leadFilterOf } from '../lead-filter-options.js'
import { leadReader } from '../lead-reader.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { parseCount, wrongArgument } from '../parse-arguments.js'
import { tellAnswered } from '../tell-answered.js'
import { withCrm } from '../with-crm.js'

type Reading = Pick<CommandCall, 'words' | 'language'>

interface ListOptions extends LeadFilterOptions {
  readonly sort?: string
  readonly limit: string
  readonly after?: string
}

/** Lists the leads that fit, one page. */
export const leadsList = defineCommand<ListOptions>({
  name: 'leads list',
  options: (command, words) => {
    addLeadFilterOptions(command, words)
      .option('--sort <field>', words.options.sort)
      .option('--limit <count>', words.options.limit, '50')
      .option('--after <next>', words.options.after)
  },
  async run(call) {
    const query = queryOf(call.options)
    return withCrm(call, async (crm) => {
      checkFilter(query, crm.rules())
      const { records, next } = await listLeads(crm, { actor: SYSTEM, query })
      const text = records.length === 0 ? call.words.leads.none : await asTable(records, { crm, call })
      const more = next === undefined ? '' : `\n${call.words.leads.more(next)}`
      const told = tellAnswered(crm, query, call)
      answer(call, {
        json: { leads: records, ...(next === undefined ? {} : { next }), ...told.json },
        text: text + more + told.text,
      })
      return EXIT.ok
    })
  },
})

function queryOf({ sort, limit, after, ...filter }: ListOptions): LeadQuery {
  const [field = '', direction = 'asc'] = (sort ?? '').split(':')
  if (direction !== 'asc' && direction !== 'desc')
    throw wrongArgument('--sort', `"${direction}" is no direction; write ${field}, ${field}:asc or ${field}:desc.`)
  return {
    ...leadFilterOf(filter),
    limit: parseCount('--limit', limit, { min: 1, max: 200 }),
    ...(field === '' ? {} : { sort: { field, direction } }),
    ...(after === undefined ? {} : { after }),
  }
}

async function asTable(leads: readonly Lead[], { crm, call }: { crm: Crm; call: Reading }): Promise<string> {
  const { columns } = call.words.leads
  const names = Object.keys(columns)
  const reader = await leadReader(crm, call)
  return formatTable(
    Object.entries(columns).map(([name, title]) => ({ title, isNumber: name === 'score' })),
    leads.map((lead) => names.map((name) => (name === 'id' ? lead.id : (reader.fields(lead, [name])[0]?.value ?? '–')))),
  )
}
