import { type FieldDeclaration, optionsOf } from '../../model/fields.js'
import { declarationOf } from '../check/check-fact-side.js'
import type { AnalysisScope, Variable } from './analysis.js'
import { gradesOf, mainScore, scoreBounds } from './score-bounds.js'

/** The instant of analyses that name none: 1 March 2026, 09:00 UTC. */
export const ANALYSIS_NOW = Date.UTC(2026, 2, 1, 9)

/** The values that a variable can have at all, as far as declarations tell. */
export interface ValueDomain {
  readonly kind: 'number' | 'day' | 'boolean' | 'text' | 'list' | 'unknown'
  /** The distance of two neighbouring numbers; none where there is no least one. */
  readonly step?: number
  readonly min?: number
  readonly max?: number
  /** All values there are, where the list is closed. */
  readonly options?: readonly unknown[]
  /** A value of the right form, where any text will do. */
  readonly sample?: unknown
  readonly mayBeMissing: boolean
}

/** What a variable can be: by its field or fact, the lifecycle, the queues, the grades and the bounds of the score. */
export function valueDomain(variable: Variable, scope: AnalysisScope): ValueDomain {
  const special = specialDomain(variable, scope)
  if (special) return special
  const declaration = declarationOf(variable, scope)
  const mayBeMissing = !isAlwaysThere(variable, declaration)
  return declaration ? { ...domainOf(declaration), mayBeMissing } : { kind: 'unknown', mayBeMissing }
}

/** Facts that answer for every lead, and fields that the system fills with the first write. */
const ALWAYS: ReadonlySet<string> = new Set(['now', 'activityCount', 'activitySum', 'activityTimes', 'source'])
const ALWAYS_FILLED: ReadonlySet<string> = new Set(['$.statusSince'])

function isAlwaysThere({ fact, path }: Variable, declaration: FieldDeclaration | undefined): boolean {
  if (ALWAYS.has(fact)) return true
  return fact === 'lead' && (path === undefined || declaration?.required === true || ALWAYS_FILLED.has(path))
}

/** Whether the system itself writes an instant down, so that it is never still to come. */
export function isWrittenDown({ fact, path }: Variable, scope: Pick<AnalysisScope, 'vocabulary'>): boolean {
  const declaration = declarationOf({ fact, ...(path === undefined ? {} : { path }) }, scope)
  return fact === 'lead' && path !== '$.nextChangeAt' && declaration?.type === 'dateTime' && declaration.system === true
}

function specialDomain(variable: Variable, scope: AnalysisScope): ValueDomain | undefined {
  const { fact, path, params } = variable
  if (fact === 'lead' && path === '$.status' && scope.lifecycle.statuses.length > 0)
    return closed(
      scope.lifecycle.statuses.map(({ id }) => id),
      { mayBeMissing: false },
    )
  if (fact === 'lead' && path === '$.queue' && scope.queues.length > 0)
    return closed(
      scope.queues.map(({ id }) => id),
      { mayBeMissing: true },
    )
  if (fact === 'jalali') return jalaliDomain(variable)
  if (fact === 'activityCount') return { kind: 'number', step: 1, min: 0, mayBeMissing: false }
  const file = scoreFileOf({ fact, params, ...(path === undefined ? {} : { path }) }, scope)
  if (!file) return undefined
  if (isGrade(fact, path)) {
    const grades = gradesOf(file)
    return grades.length > 0 ? closed(grades, { mayBeMissing: false }) : undefined
  }
  return { kind: 'number', mayBeMissing: false, ...scoreBounds(file) }
}

const closed = (options: readonly unknown[], { mayBeMissing }: { readonly mayBeMissing: boolean }): ValueDomain => ({
  kind: 'text',
  options,
  mayBeMissing,
})

/** The scoring file whose total or grade a variable is; also the lead's own score and grade, which are those of the main one. */
export function scoreFileOf({ fact, params, path }: Omit<Variable, 'key'>, scope: Pick<AnalysisScope, 'scoring'>) {
  if (fact === 'lead') return path === '$.score' || path === '$.grade' ? mainScore(scope) : undefined
  if (fact !== 'score' && fact !== 'grade') return undefined
  if (fact === 'score' && path !== '$.total' && path !== '$.grade') return undefined
  const model = params['model']
  return model === undefined ? mainScore(scope) : scope.scoring.find(({ id }) => id === model)
}

/** Whether a variable of a scoring file is its grade, otherwise it is the total. */
export const isGrade = (fact: string, path: string | undefined): boolean => fact === 'grade' || path === '$.grade'

const JALALI: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '$.year': [1300, 1500],
  '$.month': [1, 12],
  '$.day': [1, 31],
  '$.weekday': [1, 7],
  '$.quarter': [1, 4],
}

function jalaliDomain({ path = '', params }: Variable): ValueDomain {
  const [min, max] = JALALI[path] ?? []
  const mayBeMissing = params['of'] !== undefined
  if (min === undefined || max === undefined) return { kind: 'unknown', mayBeMissing }
  return { kind: 'number', step: 1, min, max, mayBeMissing }
}

type Shape = Omit<ValueDomain, 'mayBeMissing'>

function domainOf(declaration: FieldDeclaration): Shape {
  const { type, min, max } = declaration
  const options = optionsOf(declaration).map(({ value }) => value)
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
  if (type === 'multiSelect') return { kind: 'list', options }
  if (options.length > 0) return { kind: 'text', options }
  if (type === 'integer') return { kind: 'number', step: 1, ...bounds }
  if (type === 'number') return { kind: 'number', ...bounds }
  if (type === 'dateTime') return { kind: 'number', step: 1, sample: ANALYSIS_NOW }
  if (type === 'date') return { kind: 'day' }
  if (type === 'boolean') return { kind: 'boolean', options: [true, false] }
  if (type === 'json' || type === 'money') return { kind: 'unknown' }
  return { kind: 'text', sample: SAMPLES[type] ?? 'other' }
}

const SAMPLES: Readonly<Partial<Record<FieldDeclaration['type'], string>>> = {
  email: 'someone@example.com',
  phone: '+982112345678',
  url: 'https://example.com/',
  reference: 'someone',
}
