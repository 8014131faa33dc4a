import type { Operator } from '../../plugin-api/index.js'
import { type CompileWish, compilePlan, mayThrow, type PlanTest } from './compile-plan.js'
import { indexedParts } from './indexed-part.js'
import type { Leaf } from './leaf-table.js'
import { mergeIndexes } from './merge-indexes.js'
import { leavesIn, type Plan } from './plan-conditions.js'
import { fullMask, type IndexedRule, type RuleIndex, type RuleMask, ruleIndex } from './rule-index.js'

/** What is to be told about a record, rule by rule, in the order of the rules. */
export interface RuleVisitor {
  /** A rule holds; the answer true ends the run. */
  found(rule: number): boolean
  /** A rule cannot be answered; the others go on. */
  failed(rule: number, thrown: unknown): void
}

/** Finds the rules that hold for one record, whose facts stand in the places of the slot table. */
export interface RuleMatcher {
  visit(values: readonly unknown[], visitor: RuleVisitor): void
  /** What stands in `rules` for those that hold; the same as visiting all of them, and faster where many hold. */
  pick<R>(values: readonly unknown[], wish: { readonly rules: readonly R[]; readonly failed: RuleVisitor['failed'] }): R[]
}

/**
 * Prepares a list of rules so that thousands cost little more than a few: equalities and thresholds are looked up once for
 * all rules that ask the same place, other comparisons that several rules share are asked once per record.
 * A rule without a plan always holds. The plans must come from one slot table.
 */
export function ruleMatcher(plans: readonly (Plan | undefined)[], operators: Readonly<Record<string, Operator>>): RuleMatcher {
  const indexed = indexRules(plans, operators)
  // An operator may ask the same rules again while they run; each run that is inside another has a matcher of its own.
  const idle = [oneAtATime(plans, indexed)]
  const borrow = (): RuleMatcher => idle.pop() ?? oneAtATime(plans, indexed)
  return {
    visit(values, visitor) {
      const matcher = borrow()
      try {
        matcher.visit(values, visitor)
      } finally {
        idle.push(matcher)
      }
    },
    pick(values, wish) {
      const matcher = borrow()
      try {
        return matcher.pick(values, wish)
      } finally {
        idle.push(matcher)
      }
    },
  }
}

function oneAtATime(plans: readonly (Plan | undefined)[], { indexes, isExact }: Indexed): RuleMatcher {
  const { askOf, forget } = rememberingAsk(plans)
  const tests = plans.map((plan) => (plan ? compilePlan(plan, { askOf }) : () => true))
  const findOpen = openRules(indexes, plans.length)
  const visit: RuleMatcher['visit'] = (values, visitor) => {
    forget()
    const { rules, count, isCertain } = findOpen(values)
    for (let at = 0; at < count; at += 1) {
      const rule = rules[at] ?? 0
      const holds = (isCertain && isExact[rule] === 1) || isHolding(rule, { tests, values, visitor })
      if (holds && visitor.found(rule)) return
    }
  }
  const areExact = isExact.every((exact) => exact === 1)
  const pick: RuleMatcher['pick'] = (values, { rules: subjects, failed }) => {
    const open = areExact ? findOpen(values) : undefined
    if (open?.isCertain) return pickOpen(open, subjects)
    const picked: (typeof subjects)[number][] = []
    const found = (rule: number): false => {
      picked.push(subjects[rule] as (typeof subjects)[number])
      return false
    }
    visit(values, { found, failed })
    return picked
  }
  return { visit, pick }
}

function pickOpen<R>({ rules, count }: OpenRules, subjects: readonly R[]): R[] {
  const picked = new Array<R>(count)
  for (let at = 0; at < count; at += 1) picked[at] = subjects[rules[at] as number] as R
  return picked
}

interface OpenRules {
  /** The rules that no index rules out, in order; only the first `count` of them mean something. */
  readonly rules: Int32Array
  readonly count: number
  /** Whether every index could be asked. */
  readonly isCertain: boolean
}

function openRules(indexes: readonly RuleIndex[], size: number): (values: readonly unknown[]) => OpenRules {
  const full = fullMask(size)
  // One run is over before the next begins, so one mask and one list serve them all.
  const open = full.slice()
  const rules = new Int32Array(size + 2)
  // Masks are put together in stretches; after the first, each begins with what the earlier ones have left.
  const stretches = Math.max(1, Math.ceil((indexes.length - 1) / (TOGETHER - 1)))
  const masks = Array.from({ length: stretches * TOGETHER }, (_, at) => (at > 0 && at % TOGETHER === 0 ? open : full))
  const places = indexes.map((_, at) => at + Math.trunc((at - 1) / (TOGETHER - 1)))
  return (values) => {
    let isCertain = true
    for (let at = 0; at < indexes.length; at += 1) {
      const mask = maskFor(indexes[at], values)
      masks[places[at] as number] = mask ?? full
      isCertain &&= mask !== undefined
    }
    for (let at = 0; at < masks.length; at += TOGETHER) narrow(open, masks, at)
    return { rules, count: listBits(open, rules), isCertain }
  }
}

/** Undefined where only the rules themselves can judge, if need be by failing on a record that does not let itself be read. */
function maskFor(index: RuleIndex | undefined, values: readonly unknown[]): RuleMask | undefined {
  try {
    return index?.masks[index.choose(values)]
  } catch {
    return undefined
  }
}

/** Several masks at once, because going through them is most of the work. */
function narrow(open: RuleMask, masks: readonly RuleMask[], at: number): void {
  const a = masks[at] ?? open
  const b = masks[at + 1] ?? open
  const c = masks[at + 2] ?? open
  const d = masks[at + 3] ?? open
  const e = masks[at + 4] ?? open
  const f = masks[at + 5] ?? open
  // Every mask is as long as the others; a check for each word would cost as much as the rest.
  const bits = (mask: RuleMask, word: number): number => mask[word] as number
  for (let word = 0; word < open.length; word += 1)
    open[word] = bits(a, word) & bits(b, word) & bits(c, word) & bits(d, word) & bits(e, word) & bits(f, word)
}

const TOGETHER = 6

/**
 * Lists the places of the bits, and how many there are. Most words have none, one or two, in an order that no processor can
 * foretell: the first two are written without asking whether they are there.
 */
function listBits(mask: RuleMask, places: Int32Array): number {
  let count = 0
  for (let word = 0; word < mask.length; word += 1) {
    const last = word * 32 + 31
    let left = mask[word] as number
    places[count] = last - Math.clz32(left & -left)
    count += (left | -left) >>> 31
    left &= left - 1
    places[count] = last - Math.clz32(left & -left)
    count += (left | -left) >>> 31
    left &= left - 1
    for (; left !== 0; left &= left - 1) {
      places[count] = last - Math.clz32(left & -left)
      count += 1
    }
  }
  return count
}

interface Asking {
  readonly tests: readonly PlanTest[]
  readonly values: readonly unknown[]
  readonly visitor: RuleVisitor
}

function isHolding(rule: number, { tests, values, visitor }: Asking): boolean {
  try {
    return tests[rule]?.(values) === true
  } catch (thrown) {
    visitor.failed(rule, thrown)
    return false
  }
}

interface Indexed {
  readonly indexes: readonly RuleIndex[]
  /** 1 for a rule of which the indexes say everything. */
  readonly isExact: Uint8Array
}

function indexRules(plans: readonly (Plan | undefined)[], operators: Readonly<Record<string, Operator>>): Indexed {
  const isExact = new Uint8Array(plans.length)
  const places = new Map<string, IndexedRule[]>()
  plans.forEach((plan, rule) => {
    // A rule that may fail must be asked as a whole, or its error would depend on the index.
    const { parts, isWhole } = plan && !mayThrow(plan) ? indexedParts(plan, operators) : { parts: [], isWhole: !plan }
    isExact[rule] = isWhole ? 1 : 0
    for (const part of parts) {
      const rules = places.get(part.place.key) ?? []
      rules.push({ rule, part })
      places.set(part.place.key, rules)
    }
  })
  const indexes = [...places.values()].flatMap((rules) => indexOf(rules, plans.length))
  for (const { unsure } of indexes) for (const rule of unsure) isExact[rule] = 0
  return { indexes: mergeIndexes(indexes, plans.length), isExact }
}

function indexOf(rules: readonly IndexedRule[], size: number): readonly RuleIndex[] {
  const place = rules[0]?.part.place
  return place ? [ruleIndex(place, rules, size)] : []
}

/** Comparisons that stand in several rules keep their answer until the next record. */
function rememberingAsk(plans: readonly (Plan | undefined)[]): Required<Pick<CompileWish, 'askOf'>> & { forget(): void } {
  const uses = countUses(plans)
  const size = Math.max(0, ...[...uses.keys()].map(({ id }) => id + 1))
  const askedIn = new Float64Array(size)
  const answers = new Uint8Array(size)
  let record = 0
  const askOf = (leaf: Leaf): PlanTest => {
    if ((uses.get(leaf) ?? 0) < 2) return leaf.test
    const { id, test } = leaf
    return (values) => {
      if (askedIn[id] !== record) {
        answers[id] = test(values) ? 1 : 0
        askedIn[id] = record
      }
      return answers[id] === 1
    }
  }
  const forget = (): void => {
    record += 1
  }
  return { askOf, forget }
}

function countUses(plans: readonly (Plan | undefined)[]): ReadonlyMap<Leaf, number> {
  const uses = new Map<Leaf, number>()
  for (const plan of plans) if (plan) for (const leaf of leavesIn(plan)) uses.set(leaf, (uses.get(leaf) ?? 0) + 1)
  return uses
}
