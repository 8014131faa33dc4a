import type { ConditionNode } from '../../../model/conditions.js'
import type { Lead } from '../../../model/entities/lead.js'
import { statusOf } from '../../../model/lifecycle.js'
import type { Point, Variable } from '../../analyse/analysis.js'
import { sourceOf } from '../../analyse/sources.js'
import { scoreFileOf } from '../../analyse/value-domain.js'
import type { Asked } from './asked.js'

/** What is allowed to be different: things that people do, then the score that follows, then the time that passes. */
export type Freedom = 'people' | 'score' | 'time'

export const FREEDOMS: readonly Freedom[] = ['people', 'score', 'time']

/** Fields that say where a lead came from or whose it is: they are history, or have an action of their own. */
const HISTORY = ['source', 'campaignId', 'externalId', 'statusReason', 'ownerId', 'queue']

/** What somebody refused is refused; nobody is to take it back for points. */
const REFUSALS = ['doNotCall', 'doNotEmail']

const SETTLED: ReadonlySet<string> = new Set([...HISTORY, ...REFUSALS])

/** Whether people can write a field of the lead. */
export function isWritable(field: string, { ruleSet }: Pick<Asked, 'ruleSet'>): boolean {
  const declared = ruleSet.vocabulary.fields.lead[field]
  return declared !== undefined && declared.system !== true && !SETTLED.has(field)
}

/** Keys of everything that must stay as it is. */
export function fixedKeys(variables: readonly Variable[], asked: Asked, freedom: Freedom): readonly string[] {
  return variables
    .filter((variable) => !mayMove(variable, asked, freedom))
    .flatMap((variable) => [variable.key, ...sourceOf(variable, asked.ruleSet).of.map(({ key }) => key)])
}

function mayMove(variable: Variable, asked: Asked, freedom: Freedom): boolean {
  const { fact } = variable
  if (scoreFileOf(variable, asked.ruleSet)) return freedom !== 'people'
  if (fact === 'elapsed') return freedom === 'time' || isOpenSince(variable, asked)
  if (fact === 'now' || (fact === 'jalali' && variable.params['of'] === undefined)) return freedom === 'time'
  if (fact === 'activityCount' || fact === 'lastActivity') return true
  if (fact !== 'lead') return false
  const field = fieldOf(variable)
  if (field === 'firstResponseAt') return asked.situation.lead.firstResponseAt === undefined
  return field === 'status' ? asked.goal.kind !== 'status' : isWritable(field, asked)
}

/** Time that does not run yet, because nobody has filled in since when. */
function isOpenSince({ params }: Variable, asked: Asked): boolean {
  const since = Array.isArray(params['since']) ? params['since'].map(String) : []
  const lead: Readonly<Record<string, unknown>> = asked.situation.lead
  return since.every((field) => lead[field] === undefined && isWritable(field, asked))
}

/** The field of the lead that a variable reads. */
export const fieldOf = ({ path = '' }: Pick<Variable, 'path'>): string => path.replace(/^\$\.?/, '').split('.')[0] ?? ''

/** What nobody can undo, as conditions: what has happened has happened, and a status is left by its own doors. */
export function possible(variables: readonly Variable[], near: Point, { asked, freedom }: { asked: Asked; freedom: Freedom }) {
  return variables.flatMap((variable): ConditionNode[] => {
    const { fact, params, path, key } = variable
    const side = { fact, ...(Object.keys(params).length > 0 ? { params } : {}), ...(path === undefined ? {} : { path }) }
    const value = near[key]
    if ((fact === 'activityCount' && freedom !== 'time') || (fact === 'lastActivity' && value !== undefined))
      return [{ ...side, operator: 'greaterThanInclusive', value: value ?? 0 }]
    if (key === 'lead$.status') return [{ ...side, operator: 'in', value: statusesFrom(asked.situation.lead, asked) }]
    return []
  })
}

function statusesFrom({ status }: Lead, { ruleSet: { lifecycle } }: Asked): readonly string[] {
  const next = statusOf(lifecycle, status)?.next ?? lifecycle.statuses.map(({ id }) => id)
  return [status, ...next]
}
