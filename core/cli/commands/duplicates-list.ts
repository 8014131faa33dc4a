import { SYSTEM } from '../../access/index.js'
import { listDuplicates, recordName } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface DuplicatesOptions {
  readonly match?: string
}

/** Lists leads that look alike. */
export const duplicatesList = defineCommand<DuplicatesOptions>({
  name: 'duplicates list',
  options: (command, { conversion }) => {
    command.option('--match <match>', conversion.options.match)
  },
  async run(call) {
    const { match } = call.options
    if (match !== undefined && match !== 'exact' && match !== 'similar')
      throw wrongArgument('--match', `"${match}" is neither exact nor similar.`)
    return withCrm(call, async (crm) => {
      const groups = await listDuplicates(crm, { actor: SYSTEM, ...(match ? { match } : {}) })
      const columns = Object.values(call.words.conversion.duplicateColumns).map((title) => ({ title }))
      const rows = groups.map(({ match: kind, reasons, leads: [master, ...others] }) => [
        kind,
        reasons.join(', '),
        master ? `${recordName(master)} ${master.id}` : '',
        others.map((lead) => `${recordName(lead)} ${lead.id}`).join(', '),
      ])
      answer(call, { json: { groups }, text: rows.length > 0 ? formatTable(columns, rows) : call.words.conversion.noDuplicates })
      return EXIT.ok
    })
  },
})
