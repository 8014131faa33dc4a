import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError, ERROR_CODES, type ErrorCode } from '../../errors.js'
import { rulesThatDecided } from '../../http/admin/rules-that-decided.js'
import { type LeadProfile, type StoredDecision, showLead } from '../../operations/index.js'
import { explainDecision as sayWhy } from '../../rule-engine/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { explainDecision } from '../explain-decision.js'
import { type LeadReader, leadReader } from '../lead-reader.js'
import { answer } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { withCrm } from '../with-crm.js'
import type { Words } from '../words/index.js'

interface ShowOptions {
  readonly explain?: boolean
}

/** Shows a lead, and with `--explain` every decision about it with its reasons. */
export const leadShow = defineCommand<ShowOptions>({
  name: 'lead show',
  usage: '<id>',
  options: (command, words) => {
    command.option('--explain', words.options.explain)
  },
  async run(call) {
    const [id = ''] = call.args
    return withCrm(call, async (crm) => {
      const profile = await showLead(crm, { actor: SYSTEM, id })
      if (!profile) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id}.`, { details: { id } })
      const { lead, ownerName, decisions, unreadable } = profile
      const explained = call.options.explain === true
      const reader = await leadReader(crm, call)
      const { lead: words } = call.words
      const text = [
        ...(await fieldLines(profile, { crm, reader, words })),
        ...(explained ? await reasons(decisions, { crm, reader, words }) : []),
        ...(explained
          ? unreadable.map(({ id: decision, at, code }) => `${reader.instant(at)} – ${decision}: ${code}: ${titleOf(code, call)}`)
          : []),
      ]
      answer(call, { json: explained ? profile : { lead, ownerName }, text: text.map(plainText).join('\n') })
      return EXIT.ok
    })
  },
})

const titleOf = (code: ErrorCode, { language }: Pick<CommandCall, 'language'>): string => ERROR_CODES[code].title[language]

interface Reading {
  readonly reader: LeadReader
  readonly words: Words['lead']
}

/** Fields that have a value, by their labels; what the system keeps for itself is left to `--json`. */
async function fieldLines({ lead, ownerName }: LeadProfile, { crm, reader, words }: Reading & { crm: Crm }) {
  const shown = Object.entries(crm.fields.lead).filter(([name, { type }]) => type !== 'json' && !OWN.has(name))
  const values = { ...lead, ...(await referredNames(crm, lead)) }
  const fields = reader.fields(
    values,
    shown.map(([name]) => name),
  )
  return [lead.id, ...fields.map(({ label, value }) => `${label}: ${value}`), `${words.owner}: ${ownerName ?? words.nobody}`]
}

/** What a person has no use for, and the owner, who stands on a line of his own. */
const OWN: ReadonlySet<string> = new Set(['id', 'version', 'ownerId', 'nameKey', 'nextChangeAt'])

/** Records that the lead points to, by their names. */
async function referredNames(crm: Crm, lead: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, string>>> {
  const references = Object.entries(crm.fields.lead).filter(([name, { type }]) => type === 'reference' && !OWN.has(name))
  const named = await Promise.all(
    references.map(async ([name, { entity }]) => {
      const id = lead[name]
      if (typeof id !== 'string' || entity === undefined) return []
      const record = await crm.store.records.get(entity as keyof Crm['fields'], id)
      return typeof record?.['name'] === 'string' ? [[name, record['name']] as const] : []
    }),
  )
  return Object.fromEntries(named.flat())
}

async function reasons(decisions: readonly StoredDecision[], { crm, reader, words }: Reading & { crm: Crm }) {
  const rules = new Map(
    await Promise.all(
      decisions.map(async ({ decision: { ruleSet } }) => [ruleSet, await rulesThatDecided(crm, ruleSet)] as const),
    ),
  )
  return [
    '',
    words.decisions(decisions.length, reader.number(decisions.length)),
    ...decisions.flatMap(({ at, decision }) => {
      const ruleSet = rules.get(decision.ruleSet)
      const explanation = ruleSet && sayWhy(ruleSet, decision, reader.wishes)
      const heading = `${reader.instant(at)} – ${words.triggers[decision.trigger]} (${decision.ruleSet})`
      const lines = explainDecision(decision, { words, reader, explanation })
      const later = decision.nextChangeAt
      const next = later === undefined ? [] : [words.nextChange(reader.instant(later))]
      return ['', heading, ...[...lines, ...next].map((line) => `  ${line}`)]
    }),
  ]
}
