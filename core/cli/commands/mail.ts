import { readFile } from 'node:fs/promises'
import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { addSuppressions, listSuppressions, previewMail, removeSuppression } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT, type ExitCode } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

interface PreviewOptions {
  readonly lead: string
  readonly as?: string
  readonly html?: boolean
}

/** Shows a mail as one lead would get it. */
export const mailPreview = defineCommand<PreviewOptions>({
  name: 'mail preview',
  usage: '<template>',
  options: (command, { sequence }) => {
    command
      .requiredOption('--lead <id>', sequence.options.lead)
      .option('--as <language>', sequence.options.language)
      .option('--html', sequence.options.html)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const { lead, as, html } = call.options
      const wish = as === undefined ? {} : { language: as }
      const mail = await previewMail(crm, { actor: SYSTEM, template: call.args[0] ?? '', leadId: lead, ...wish })
      const words = call.words.sequence
      const head = [`${words.to}: ${mail.to ?? '–'}`, `${words.subject}: ${mail.subject}`].map(plainText)
      const refused = mail.refused ? [words.notSent(mail.refused)] : []
      answer(call, {
        json: mail,
        text: [...refused, ...head, '', ...(html ? mail.html : mail.text).split('\n').map(plainText)].join('\n'),
      })
      return EXIT.ok
    }),
})

/** Lists the addresses to which nothing goes. */
export const suppressionList = defineCommand({
  name: 'suppression list',
  run: (call) =>
    withCrm(call, async (crm) => {
      const { records, next } = await listSuppressions(crm, { actor: SYSTEM, limit: 200 })
      const { suppressions: columns, noSuppressions } = call.words.sequence
      const rows = records.map(({ key, reason }) => [plainText(key), reason])
      const text =
        rows.length === 0
          ? noSuppressions
          : formatTable(
              Object.values(columns).map((title) => ({ title })),
              rows,
            )
      answer(call, { json: { suppressions: records, ...(next === undefined ? {} : { next }) }, text })
      return EXIT.ok
    }),
})

/** Puts addresses on the list. */
export const suppressionAdd = defineCommand({
  name: 'suppression add',
  usage: '<addresses...>',
  run: (call) => addAll(call, call.args),
})

/** Puts a file of addresses on the list, one per line. */
export const suppressionImport = defineCommand({
  name: 'suppression import',
  usage: '<file>',
  async run(call) {
    const lines = (await readFile(call.args[0] ?? '', 'utf8')).split(/[\r\n,;]+/)
    return addAll(
      call,
      lines.map((line) => line.replace(/^\uFEFF/, '').trim()).filter((line) => line !== ''),
    )
  },
})

/** Takes an address off the list. */
export const suppressionRemove = defineCommand({
  name: 'suppression remove',
  usage: '<address>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const removed = await removeSuppression(crm, { actor: SYSTEM, address: call.args[0] ?? '' })
      const { removed: done, notThere } = call.words.sequence
      answer(call, { json: { removed }, text: removed ? done : notThere })
      return removed ? EXIT.ok : EXIT.problems
    }),
})

function addAll(call: CommandCall, addresses: readonly string[]): Promise<ExitCode> {
  return withCrm(call, async (crm) => {
    const { added, known } = await addSuppressions(crm, { actor: SYSTEM, addresses })
    const shown = (count: number) => formatNumber(count, call.language)
    answer(call, { json: { added, known }, text: call.words.sequence.added(shown(added), shown(known)) })
    return EXIT.ok
  })
}
