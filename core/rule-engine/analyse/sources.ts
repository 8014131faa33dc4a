import { afterWorkingTime, workingTime } from '../../model/calendar/working-time.js'
import { elapsedHours, elapsedUnit } from '../facts/derive-facts.js'
import type { AnalysisScope, Variable } from './analysis.js'
import { ANALYSIS_NOW, isGrade, scoreFileOf } from './value-domain.js'
import { variableKey, variableOf } from './variables.js'

/**
 * What a variable follows from. Two variables of one source move together: the same score under two names,
 * hours and days since the same instant.
 */
export interface Source {
  /** The variables that are chosen freely; for `elapsed` the first that is filled counts. */
  readonly of: readonly Variable[]
  read(values: readonly unknown[]): unknown
  /** Values of the source at which the variable has this one, and around it. */
  write(value: unknown): readonly unknown[]
}

/** Finds what a variable follows from; most follow from nothing but themselves. */
export function sourceOf(variable: Variable, scope: AnalysisScope): Source {
  const { fact, path, params } = variable
  if (fact === 'elapsed') return elapsedSource(params, scope)
  const file = scoreFileOf(variable, scope)
  if (file) {
    const model = { model: file.id }
    const key = isGrade(fact, path)
      ? variableKey({ fact: 'grade', params: model })
      : variableKey({ fact: 'score', params: model, path: '$.total' })
    return itself(variableOf(key))
  }
  if (fact === 'owner' && path === '$.id') return itself(variableOf('lead$.ownerId'))
  return itself(variable)
}

const itself = (variable: Variable): Source => ({ of: [variable], read: ([value]) => value, write: (value) => [value] })

function elapsedSource(params: Variable['params'], scope: AnalysisScope): Source {
  const since = Array.isArray(params['since']) ? params['since'] : []
  const now = scope.now ?? ANALYSIS_NOW
  const unit = elapsedUnit(params) || 1
  const hours = elapsedHours(params, { calendars: scope.calendars, timeZone: 'UTC' })
  const passed = (from: number) => (hours ? workingTime(hours, { from, to: now }) : now - from)
  const before = (amount: number) => (hours ? (afterWorkingTime(hours, { from: now, amount: -amount }) ?? now) : now - amount)
  return {
    of: since.map((field) => variableOf(`lead$.${String(field)}`)),
    read: (values) => {
      const base = values.find((value): value is number => typeof value === 'number')
      return base === undefined ? undefined : passed(base) / unit
    },
    write: (value) => {
      if (typeof value !== 'number') return [value]
      const amount = Math.round(value * unit)
      return hours ? [before(amount), before(amount + 1), before(amount - 1)] : [before(amount)]
    },
  }
}
