import { type Actor, authorize } from '../../access/index.js'
import { CrmError, CrmErrors, formatError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { pluginSet } from '../../intake/plugin-set.js'
import type { Decision } from '../../model/decision.js'
import { type JsonDifference, jsonDifferences } from '../../model/json-differences.js'
import { seenBy } from '../access/seen-by.js'
import { readDecision } from '../read-decision.js'
import { decideAgain } from './decide-again.js'
import { rulesByDigest } from './rules-by-digest.js'

/** A plugin that is another one today than when a decision was made; a side where it was not loaded is absent. */
export interface PluginChange {
  readonly plugin: string
  readonly then?: string
  readonly today?: string
}

/** Why a stored decision cannot be made again. */
export type NoReplay = 'inputs-not-kept' | 'stored-by-a-later-version' | 'rules-not-kept' | 'rules-do-not-fit'

/** What came of making a stored decision again. */
export type ReplayedDecision = { readonly leadId: string; readonly ruleSet: string } & (
  | {
      readonly outcome: 'same' | 'different'
      readonly differences: readonly JsonDifference[]
      readonly plugins: readonly PluginChange[]
      /** Both hold the same values, but are not written alike: the first letter at which they differ, counted from zero. */
      readonly textDiffersAt?: number
    }
  | { readonly outcome: 'impossible'; readonly why: NoReplay; readonly reasons: readonly string[] }
)

/** The format of `Decision.inputs` that is written and read today. */
const FORMAT = 1

/**
 * Makes a stored decision again from what was kept with it, by the rule set that decided then, and compares what would be stored
 * now with what is stored, byte for byte.
 * @throws {CrmError} DECISION_UNKNOWN, DECISION_UNREADABLE.
 */
export async function replayDecision(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<ReplayedDecision> {
  authorize(actor, 'lead:read')
  const { records, intake } = seenBy(engine, actor, { hides: false }).store
  const record = await records.get('decision', id)
  const text = await intake.decisionText(id)
  if (!record || text === undefined) throw new CrmError('DECISION_UNKNOWN', `There is no decision ${id}.`, { details: { id } })
  const decision = readDecision(record)
  if (decision instanceof CrmError) throw decision
  const { ruleSet: digest } = decision
  const about = { leadId: String(record['leadId']), ruleSet: digest }
  const gap = gapIn(decision)
  if (gap) return { ...about, outcome: 'impossible', why: gap, reasons: [] }
  const ruleSet = await rulesByDigest(engine)(digest)
  if (!ruleSet) return { ...about, outcome: 'impossible', why: 'rules-not-kept', reasons: [] }
  if (ruleSet instanceof CrmErrors)
    return {
      ...about,
      outcome: 'impossible',
      why: 'rules-do-not-fit',
      reasons: ruleSet.errors.map((error) => formatError(error)),
    }
  const again = (await decideAgain(engine, decision, ruleSet))?.decision
  const textAgain = JSON.stringify(again ?? null)
  const differences = textAgain === text ? [] : jsonDifferences(decision, JSON.parse(textAgain))
  return {
    ...about,
    outcome: textAgain === text ? 'same' : 'different',
    differences,
    ...(textAgain !== text && differences.length === 0 ? { textDiffersAt: firstDifference(text, textAgain) } : {}),
    plugins: await pluginChanges(engine, decision),
  }
}

function firstDifference(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at
}

/** What a decision lacks to be made again, if anything. */
export function gapIn({ inputs }: Decision): 'inputs-not-kept' | 'stored-by-a-later-version' | undefined {
  if (!inputs) return 'inputs-not-kept'
  return inputs.format > FORMAT ? 'stored-by-a-later-version' : undefined
}

async function pluginChanges({ store, registry }: Engine, { inputs }: Decision): Promise<readonly PluginChange[]> {
  const today = pluginSet(registry)
  if (inputs?.plugins === undefined || inputs.plugins === today.digest) return []
  const then = (await store.system.pluginSet(inputs.plugins)) ?? {}
  const names = [...new Set([...Object.keys(then), ...Object.keys(today.plugins)])].sort()
  return names
    .filter((plugin) => then[plugin] !== today.plugins[plugin])
    .map((plugin) => ({ plugin, ...side('then', then[plugin]), ...side('today', today.plugins[plugin]) }))
}

const side = (name: 'then' | 'today', version: string | undefined) => (version === undefined ? {} : { [name]: version })
