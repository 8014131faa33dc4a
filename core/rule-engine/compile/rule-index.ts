import type { IndexedPart, IndexedPlace } from './index-demand.js'
import { placeOf } from './number-answers.js'

/** One bit per rule: whether the rule can still hold. */
export type RuleMask = Int32Array

/** Parts of many rules that ask the same place, answered together by one look-up. */
export interface RuleIndex {
  /** Every answer there is. Rules that are not in this index have their bit set. */
  readonly masks: readonly RuleMask[]
  /** Which of the masks a record gets; -1 for a value that only the rules themselves can judge. */
  choose(values: readonly unknown[]): number
  /** Rules for which a set bit means "perhaps", because several values share a mask. */
  readonly unsure: ReadonlySet<number>
}

/** What one rule demands of one place. */
export interface IndexedRule {
  readonly rule: number
  readonly part: IndexedPart
}

/** Memory that the masks of one index may take, in words of 32 rules. */
const WORDS = 1 << 20

/** Builds the index of a place over `size` rules. */
export function ruleIndex({ family, slot, read }: IndexedPlace, rules: readonly IndexedRule[], size: number): RuleIndex {
  const most = Math.max(16, Math.floor(WORDS / Math.ceil(size / 32)))
  const { chooseFor, ...masks } = (family === 'number' ? numberMasks : valueMasks)(rules, { size, most })
  return { ...masks, choose: (values) => chooseFor(read(values[slot])) }
}

interface Room {
  readonly size: number
  /** How many masks there may be. */
  readonly most: number
}

type Masks = Omit<RuleIndex, 'choose'> & { chooseFor(value: unknown): number }

/** A value that no rule names, and for which all of them answer alike. */
const OTHER = Object.freeze({})

function valueMasks(rules: readonly IndexedRule[], { size, most }: Room): Masks {
  const named = new Set(rules.flatMap(({ part }) => part.turns))
  const buckets = new Map([...named].map((value, index) => [value, index % most]))
  const other = fullMask(size)
  for (const { rule, part } of rules) setBit(other, rule, part.holdsFor(OTHER))
  const masks = Array.from({ length: Math.min(most, named.size) }, () => other.slice())
  const unsure = new Set<number>()
  const isShared = named.size > most
  for (const { rule, part } of rules) {
    const usual = part.holdsFor(OTHER)
    for (const value of part.turns) {
      const answer = part.holdsFor(value)
      const mask = masks[buckets.get(value) ?? 0]
      if (!mask || answer === usual) continue
      setBit(mask, rule, answer || isShared)
      if (isShared) unsure.add(rule)
    }
  }
  return { unsure, masks: [...masks, other], chooseFor: (value) => buckets.get(value) ?? masks.length }
}

function numberMasks(rules: readonly IndexedRule[], { size, most }: Room): Masks {
  const all = [...new Set(rules.flatMap(({ part }) => numbersIn(part)))].sort((left, right) => left - right)
  const step = Math.ceil(all.length / Math.max(1, Math.floor(most / 2) - 1))
  const bounds = Float64Array.from(all.filter((_, index) => index % step === 0))
  const none = fullMask(size)
  const empty = fullMask(size)
  for (const { rule, part } of rules) {
    setBit(none, rule, part.holdsFor(undefined))
    setBit(empty, rule, false)
  }
  const masks = Array.from({ length: 2 * bounds.length + 1 }, () => empty.slice())
  for (const { rule, part } of rules)
    for (const { from, to } of stretches(part, bounds))
      for (let place = from; place <= to; place += 1) setBit(masks[place] ?? empty, rule, true)
  const known = new Set(bounds)
  const unsure = new Set(rules.filter(({ part }) => numbersIn(part).some((turn) => !known.has(turn))).map(({ rule }) => rule))
  const { distinct, chosen } = withoutRepeats(masks)
  return { unsure, masks: [none, ...distinct], chooseFor: (value) => chooseForNumber(value, { chosen, bounds }) }
}

/** Where all rules turn on the same side of a bound, the mask at it is the one beside it. */
function withoutRepeats(masks: readonly RuleMask[]): { readonly distinct: readonly RuleMask[]; readonly chosen: Int32Array } {
  const distinct: RuleMask[] = []
  const chosen = Int32Array.from(masks, (mask) => {
    if (!distinct.at(-1)?.every((word, at) => word === mask[at])) distinct.push(mask)
    return distinct.length
  })
  return { distinct, chosen }
}

interface NumberChoice {
  /** Which mask stands below the first bound, at it, between it and the second, and so on; 0 is for what is no number. */
  readonly chosen: Int32Array
  readonly bounds: Float64Array
}

/** A text counts as a number when it begins like one, and is then compared as a whole. */
function chooseForNumber(value: unknown, { chosen, bounds }: NumberChoice): number {
  if (typeof value === 'number') return Number.isNaN(value) ? 0 : (chosen[placeOf(value, bounds)] ?? -1)
  if (value === undefined || value === null || typeof value === 'boolean') return 0
  if (typeof value !== 'string') return -1
  const number = Number.isNaN(Number.parseFloat(value)) ? Number.NaN : Number(value)
  return Number.isNaN(number) ? 0 : (chosen[placeOf(number, bounds)] ?? -1)
}

/** Stretches of places in which a part holds; where bounds are left out, those in which it may. */
function stretches(part: IndexedPart, bounds: Float64Array): { readonly from: number; readonly to: number }[] {
  const turns = numbersIn(part).toSorted((left, right) => left - right)
  const last = 2 * bounds.length
  return [-Infinity, ...turns].flatMap((turn, index) => {
    const next = turns[index] ?? Infinity
    const at = turn === -Infinity ? -1 : placeOf(turn, bounds)
    const end = next === Infinity ? last + 1 : placeOf(next, bounds)
    // Odd places are the bounds themselves; what lies beyond one begins beside it.
    const between = { from: at % 2 === 0 ? at : at + 1, to: end % 2 === 0 ? end : end - 1 }
    const inside = between.from <= between.to && part.holdsFor(middle(turn, next)) ? [between] : []
    return turn !== -Infinity && part.holdsFor(turn) ? [{ from: at, to: at }, ...inside] : inside
  })
}

function middle(low: number, high: number): number {
  if (low === -Infinity || high === Infinity) return low === -Infinity ? -Infinity : Infinity
  return low / 2 + high / 2
}

const numbersIn = ({ turns }: IndexedPart): number[] => turns.filter((turn) => typeof turn === 'number')

/** A mask that rules nothing out. */
export function fullMask(size: number): RuleMask {
  const mask = new Int32Array(Math.ceil(size / 32)).fill(-1)
  if (size % 32 !== 0) mask[mask.length - 1] = (1 << (size % 32)) - 1
  return mask
}

function setBit(mask: RuleMask, rule: number, isSet: boolean): void {
  const word = rule >>> 5
  const bit = 1 << (rule & 31)
  mask[word] = isSet ? (mask[word] ?? 0) | bit : (mask[word] ?? 0) & ~bit
}
