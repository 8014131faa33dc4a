import type { ResponseTarget, RuleGroup } from '../rule-set.js'

/** A file of response targets, as it is written: what all of its targets share stands above them. */
export interface WrittenTargets {
  readonly id: string
  readonly calendar?: string
  readonly pause?: readonly string[]
  readonly escalate?: readonly string[]
  readonly targets: readonly (Partial<ResponseTarget> & Pick<ResponseTarget, 'id'>)[]
}

/** Its targets with what they share. */
export function responseTargets({
  id,
  calendar,
  pause = [],
  escalate = ['PT0S'],
  targets,
}: WrittenTargets): RuleGroup<ResponseTarget> {
  const shared = { pause, escalate, ...(calendar === undefined ? {} : { calendar }) }
  return { id, rules: targets.map((target) => ({ title: { en: target.id }, ...shared, ...target })) }
}
