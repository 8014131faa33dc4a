import type { RuleSet } from '../rule-set.js'
import { isOutOfReach } from './out-of-reach.js'
import { type CaseRun, playAll } from './play-all.js'
import type { CaseWatch } from './watch-cases.js'

/** What the cases did not show, by the keys of aspects. */
export interface Gaps {
  readonly watch: CaseWatch
  readonly missing: ReadonlySet<string>
  /** What nothing could show. */
  readonly outOfReach: ReadonlySet<string>
}

/** Plays every case and says what none of them showed although one could. */
export async function findGaps(ruleSet: RuleSet, run: CaseRun): Promise<Gaps> {
  const { watch, seen } = await playAll(ruleSet, run)
  const met = new Set(seen.flatMap(({ sight }) => [...sight.aspects]))
  const unmet = [...watch.aspects].filter(([key]) => !met.has(key))
  const outOfReach = new Set(unmet.filter(([, aspect]) => isOutOfReach(aspect, { ruleSet, watch })).map(([key]) => key))
  return { watch, outOfReach, missing: new Set(unmet.map(([key]) => key).filter((key) => !outOfReach.has(key))) }
}
