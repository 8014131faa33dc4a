import { writeFile } from 'node:fs/promises'
import { SYSTEM } from '../../access/index.js'
import type { Erasure } from '../../model/entities/erasure.js'
import { formatNumber } from '../../model/text/format-number.js'
import {
  applyRetention,
  erasePerson,
  exportPerson,
  listErasures,
  type PersonNamed,
  personHtml,
  previewRetention,
  reapplyErasures,
} from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface WhoOptions {
  readonly email?: string
  readonly phone?: string
  readonly lead?: string
  readonly contact?: string
}

/** Writes everything that is kept of a person into a file. */
export const privacyExport = defineCommand<WhoOptions & { readonly out?: string }>({
  name: 'privacy export',
  options: (command, { privacy: { options } }) => {
    command
      .option('--email <address>', options.email)
      .option('--phone <number>', options.phone)
      .option('--lead <id>', options.lead)
      .option('--contact <id>', options.contact)
      .option('--out <file>', options.out)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const { out } = call.options
      const exported = await exportPerson(crm, { actor: SYSTEM, named: namedIn(call) })
      const text = `${JSON.stringify(exported, null, 2)}\n`
      const language = call.language === 'fa' ? 'fa' : 'en'
      if (out) await writeFile(out, out.endsWith('.html') ? personHtml(exported, language) : text, { mode: 0o600 })
      answer(call, { json: out ? { file: out } : exported, text: out ? call.words.privacy.written(out) : text.trimEnd() })
      return EXIT.ok
    }),
})

interface EraseOptions extends WhoOptions {
  readonly yes?: boolean
  readonly reason?: string
  readonly anonymise?: boolean
}

/** Erases a person for ever; without `--yes` it only says where the person is known. */
export const privacyErase = defineCommand<EraseOptions>({
  name: 'privacy erase',
  options: (command, { privacy: { options } }) => {
    command
      .option('--email <address>', options.email)
      .option('--phone <number>', options.phone)
      .option('--lead <id>', options.lead)
      .option('--contact <id>', options.contact)
      .option('--reason <text>', options.reason)
      .option('--anonymise', options.anonymise)
      .option('--yes', options.yes)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const { yes, reason, anonymise } = call.options
      const named = namedIn(call)
      const { person, tables } = await exportPerson(crm, { actor: SYSTEM, named })
      if (!yes) {
        const known = tables.map(({ table }) => table)
        answer(call, { json: { erased: false, tables: known }, text: call.words.privacy.notYet(person.name, known.join(', ')) })
        return EXIT.problems
      }
      const receipt = await erasePerson(crm, {
        ...{ actor: SYSTEM, named, confirm: person.name, mode: anonymise ? 'anonymise' : 'erase' },
        ...(reason ? { reason } : {}),
      })
      answer(call, { json: { erased: true, receipt }, text: call.words.privacy.erased(receipt.id) })
      return EXIT.ok
    }),
})

function namedIn<O extends WhoOptions>({ options, words }: CommandCall<O>): PersonNamed {
  const { email, phone, lead, contact } = options
  if (lead !== undefined) return { leadId: lead }
  if (contact !== undefined) return { contactId: contact }
  if (email !== undefined) return { email }
  if (phone !== undefined) return { phone }
  throw wrongArgument('--email', words.privacy.who)
}

/** Lists receipts, the newest first. */
export const privacyReceipts = defineCommand({
  name: 'privacy receipts',
  run: (call) =>
    withCrm(call, async (crm) => {
      const { records } = await listErasures(crm, { actor: SYSTEM, limit: 100 })
      const { none, columns } = call.words.privacy
      const table = formatTable(
        [columns.id, columns.at, columns.actor, columns.rows, columns.reason].map((title) => ({ title })),
        records.map((receipt) => [
          ...[receipt.id, new Date(receipt.at).toISOString(), receipt.actor],
          ...[formatNumber(rowsOf(receipt), call.language), receipt.reason ?? ''],
        ]),
      )
      answer(call, { json: { erasures: records }, text: records.length === 0 ? none : table })
      return EXIT.ok
    }),
})

const rowsOf = ({ counts }: Erasure): number =>
  Object.values(counts as Readonly<Record<string, number>>).reduce((sum, rows) => sum + rows, 0)

/** Erases again who came back with a restored database. */
export const privacyReapply = defineCommand({
  name: 'privacy reapply',
  run: (call) =>
    withCrm(call, async (crm) => {
      const done = await reapplyErasures(crm, { actor: SYSTEM })
      answer(call, { json: done, text: call.words.privacy.reapplied(formatNumber(done.erased, call.language)) })
      return EXIT.ok
    }),
})

/** Does what the retention rules say, or only counts. */
export const privacyRetention = defineCommand<{ readonly dryRun?: boolean }>({
  name: 'privacy retention',
  options: (command, { privacy: { options } }) => {
    command.option('--dry-run', options.dryRun)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const { columns, noRules, retained } = call.words.privacy
      const rules = await previewRetention(crm, { actor: SYSTEM })
      const done = call.options.dryRun ? undefined : await applyRetention(crm, { actor: SYSTEM })
      const table = formatTable(
        [columns.rule, columns.action, columns.leads].map((title) => ({ title })),
        rules.map(({ rule, leads }) => [rule.id, rule.action, formatNumber(leads, call.language)]),
      )
      const said = done === undefined ? table : retained(formatNumber(done, call.language))
      answer(call, { json: { rules, ...(done === undefined ? {} : { done }) }, text: rules.length === 0 ? noRules : said })
      return EXIT.ok
    }),
})
