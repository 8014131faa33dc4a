import { canonicalJson } from '../../model/canonical-json.js'
import type { DecidedLead } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { gradeOf, type RuleSet } from '../../rule-engine/index.js'
import { automationCount } from './automation-count.js'
import type { DecidedTwice } from './decided-twice.js'
import type { ExampleLead, Impact, ValueCount } from './impact.js'
import type { RulesToCompare } from './rules-to-compare.js'
import { scoreBands } from './score-band.js'
import { createTally } from './tally.js'

type Counts = Omit<Impact, 'before' | 'after' | 'at' | 'isPast' | 'leads' | 'unknown' | 'differences' | 'userNames'>

/** What is counted while leads are decided about twice. */
export interface ImpactCount {
  add(twice: DecidedTwice, example: ExampleLead): void
  counts(): Counts
}

/** Starts counting; `examples` leads are kept of each kind of change. */
export function createImpactCount({ after }: RulesToCompare, examples: number): ImpactCount {
  const tally = () => createTally(examples)
  const tallies = { grade: tally(), status: tally(), ownerId: tally(), queue: tally(), band: tally(), route: tally() }
  const bands = scoreBands(after.scoring[0]?.score ?? { min: 0, max: 100 })
  const automations = automationCount(after, examples)
  const actions = new Map<string, ValueCount>()
  const problems = new Map<string, Impact['problems'][number]>()
  const shadow = new Map<string, number>()
  let changed = 0
  let keptGrades = 0
  let hasRoutes = false

  return {
    add(twice, example) {
      const { before: old, after: now } = twice
      const values = (field: keyof Lead) => ({ before: textOf(old.lead[field]), after: textOf(now.lead[field]) })
      for (const field of ['grade', 'status', 'ownerId', 'queue'] as const) tallies[field].add(values(field), example)
      tallies.band.add({ before: bands.bandOf(old.lead.score), after: bands.bandOf(now.lead.score) }, example)
      if (twice.routes) tallies.route.add(twice.routes, example)
      hasRoutes ||= twice.routes !== undefined
      if (isOtherwise(twice)) changed += 1
      if (keepsGrade(now, after)) keptGrades += 1
      automations.add(twice, example)
      for (const side of ['before', 'after'] as const) {
        const { decision } = twice[side]
        for (const { type } of decision.actions) actions.set(type, plusOne(actions.get(type) ?? none(type), side))
        for (const { where, message } of decision.problems) {
          const key = `${where}: ${message}`
          if (problems.has(key) || problems.size < MOST_PROBLEMS)
            problems.set(key, plusOne(problems.get(key) ?? { where, message, before: 0, after: 0 }, side))
        }
      }
      for (const rule of now.decision.shadow ?? []) shadow.set(rule, (shadow.get(rule) ?? 0) + 1)
    },
    counts: () => ({
      changed,
      keptGrades,
      grades: tallies.grade.compared(after.scoring[0]?.score.grades.map(({ grade }) => grade)),
      statuses: tallies.status.compared(after.lifecycle.statuses.map(({ id }) => id)),
      owners: tallies.ownerId.compared(),
      queues: tallies.queue.compared(after.queues.map(({ id }) => id)),
      bands: tallies.band.compared(bands.order),
      ...(hasRoutes ? { routes: tallies.route.compared() } : {}),
      automations: automations.counts(),
      actions: [...actions.values()].sort((one, other) => (one.value < other.value ? -1 : 1)),
      shadow: [...shadow].map(([rule, leads]) => ({ rule, leads })).sort((one, other) => other.leads - one.leads),
      problems: [...problems.values()],
    }),
  }
}

/** What goes wrong with values of the lead in its words would otherwise fill the memory. */
const MOST_PROBLEMS = 100

const none = (value: string): ValueCount => ({ value, before: 0, after: 0 })

function plusOne<T extends { readonly before: number; readonly after: number }>(count: T, side: 'before' | 'after'): T {
  return { ...count, [side]: count[side] + 1 }
}

function keepsGrade({ decision }: DecidedLead, { scoring: [main] }: RuleSet): boolean {
  const score = main && decision.scores[main.id]
  return score !== undefined && score.grade !== gradeOf(main?.score.grades ?? [], { total: score.total })
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

const DECIDED = ['score', 'grade', 'status', 'statusReason', 'ownerId', 'queue', 'nextChangeAt'] as const

/** Whether anything would be written or done otherwise. */
function isOtherwise({ before, after }: DecidedTwice): boolean {
  if (DECIDED.some((field) => before.lead[field] !== after.lead[field])) return true
  return !isEqual(before.lead.rulesTrue, after.lead.rulesTrue) || !isEqual(before.decision.actions, after.decision.actions)
}

function isEqual(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other) && one.length === 0 && other.length === 0) return true
  return one === other || canonicalJson(one ?? null) === canonicalJson(other ?? null)
}
