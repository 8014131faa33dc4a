const MARK = Symbol.for('sarnakh.changingValue')

/** A fact's value that will be another one though no data changes. */
export interface ChangingValue {
  readonly value: unknown
  /** From when on, milliseconds UTC. */
  readonly changesAt: number
}

/**
 * What `load` of a fact answers for a lead whose value time alone will change: the lead is decided about again at that instant.
 * @example load: (leads, { now }) => leads.map((lead) => changingValue(isTrial(lead, now), endOfTrial(lead)))
 */
export function changingValue(value: unknown, changesAt: number): ChangingValue {
  return Object.freeze({ [MARK]: true, value, changesAt })
}

/** Whether a fact answered a value that time changes. */
export function isChangingValue(answer: unknown): answer is ChangingValue {
  return typeof answer === 'object' && answer !== null && MARK in answer
}
