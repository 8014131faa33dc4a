import type { CaseExpectation, RuleCase } from '../case.js'
import type { ProposedCase } from './proposed-case.js'

/** Adds a proposed case to others; one of the same circumstances is the same case, and expects what either does. */
export function mergeProposals(proposed: readonly ProposedCase[], added: ProposedCase): readonly ProposedCase[] {
  const same = proposed.find((one) => one.about === added.about && circumstances(one.theCase) === circumstances(added.theCase))
  if (!same) return [...proposed, { ...added, theCase: named(added.theCase, proposed) }]
  const merged: ProposedCase = {
    ...same,
    remarks: [...same.remarks, ...added.remarks],
    theCase: expectingBoth(same.theCase, added.theCase),
  }
  return proposed.map((one) => (one === same ? merged : one))
}

function circumstances({ start, given, timeline = [] }: RuleCase): string {
  return JSON.stringify({ start, given, steps: timeline.map(({ expect: _expect, ...step }) => step) })
}

function expectingBoth(one: RuleCase, other: RuleCase): RuleCase {
  const both = (first: CaseExpectation = {}, second: CaseExpectation = {}): CaseExpectation => ({ ...first, ...second })
  const steps = one.timeline?.map((step, index) => ({ ...step, expect: both(step.expect, other.timeline?.[index]?.expect) }))
  return { ...one, expect: both(one.expect, other.expect), ...(steps ? { timeline: steps } : {}) }
}

/** Two cases of one name could not be told apart. */
function named(theCase: RuleCase, others: readonly ProposedCase[]): RuleCase {
  const taken = (name: string) => others.some((one) => one.theCase.name === name)
  let name = theCase.name
  for (let count = 2; taken(name); count++) name = `${theCase.name} (${count})`
  return { ...theCase, name }
}
