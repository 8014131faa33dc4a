import type { Compared, Impact } from './impact.js'

/** The impact in a few numbers, to be kept with a publication. */
export interface ImpactSummary {
  readonly before: string
  readonly after: string
  readonly at: number
  readonly leads: Impact['leads']
  readonly changed: number
  readonly keptGrades: number
  /** How many leads would change in each respect. */
  readonly shifted: { readonly grade: number; readonly status: number; readonly owner: number; readonly queue: number }
  /** Automations that would act on leads on which they do not act now. */
  readonly fires: readonly { readonly rule: string; readonly leads: number }[]
}

const MOST_RULES = 20

/** Brings an impact down to what is worth keeping for ever. */
export function impactSummary(impact: Impact): ImpactSummary {
  const { before, after, at, leads, changed, keptGrades, grades, statuses, owners, queues, automations } = impact
  const fires = automations.filter(({ newlyFires }) => newlyFires > 0).slice(0, MOST_RULES)
  return {
    ...{ before, after, at, leads, changed, keptGrades },
    shifted: { grade: shifted(grades), status: shifted(statuses), owner: shifted(owners), queue: shifted(queues) },
    fires: fires.map(({ rule, newlyFires }) => ({ rule, leads: newlyFires })),
  }
}

const shifted = ({ shifts }: Compared): number => shifts.reduce((sum, { leads }) => sum + leads, 0)
