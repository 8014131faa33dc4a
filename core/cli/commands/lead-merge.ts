import { SYSTEM } from '../../access/index.js'
import { changeRefused } from '../../http/api/change-refused.js'
import { textIn } from '../../model/text/localized-text.js'
import { mergeLeads, previewMerge, recordName, type Side } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface MergeOptions {
  readonly preview?: boolean
  readonly take?: readonly string[]
}

/** Merges one lead into another; with `--preview` it shows which values would stay. */
export const leadMerge = defineCommand<MergeOptions>({
  name: 'lead merge',
  usage: '<id> <other>',
  options: (command, { conversion }) => {
    command.option('--preview', conversion.options.preview).option('--take <choices...>', conversion.options.take)
  },
  async run(call) {
    const [masterId = '', otherId = ''] = call.args
    const { conversion } = call.words
    const request = { actor: SYSTEM, masterId, otherId, choices: choicesOf(call.options.take ?? []) }
    return withCrm(call, async (crm) => {
      if (call.options.preview) {
        const preview = await previewMerge(crm, request)
        const columns = Object.values(conversion.columns).map((title) => ({ title }))
        const name = (field: string) => textIn(crm.fields.lead[field]?.label ?? field, call.language)
        const rows = preview.fields.map(({ field, master, other, from }) => [name(field), shown(master), shown(other), from])
        answer(call, { json: preview, text: formatTable(columns, rows) })
        return EXIT.ok
      }
      const done = await mergeLeads(crm, request)
      if (isRefusal(done)) throw changeRefused(done)
      const back = done.changeSetId === undefined ? [] : [conversion.change(done.changeSetId)]
      const head = done.already ? conversion.already : conversion.merged(recordName(done.lead))
      answer(call, { json: done, text: [head, ...back].join('\n') })
      return EXIT.ok
    })
  },
})

function choicesOf(typed: readonly string[]): Readonly<Record<string, Side>> {
  return Object.fromEntries(
    typed.map((text) => {
      const [, field = '', side] = /^(\w+)=(master|other)$/.exec(text) ?? []
      if (side !== 'master' && side !== 'other') throw wrongArgument('--take', `"${text}" is not written as phone=other.`)
      return [field, side]
    }),
  )
}

const shown = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)
