import { authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { ConditionNode } from '../../model/conditions.js'
import type { Activity } from '../../model/entities/activity.js'
import type { Page } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'
import { pageLimit } from '../page-limit.js'
import { type LinkedRecords, type LinkQuestion, linkedRecords, TIMELINE_ENTITIES } from './linked-records.js'

/** Which part of whose timeline. */
export interface TimelineQuestion extends LinkQuestion {
  /** 1 to 200; 50 without it. */
  readonly limit?: number
  readonly after?: string
  /** Types of activity, each with those below it: `call` stands for `call.inbound` too. */
  readonly types?: readonly string[]
}

/** A page of a timeline, and whose past it is. */
export interface Timeline extends Page<Activity> {
  readonly linked: LinkedRecords
}

/**
 * Reads one timeline over everybody who is the same person or company, newest first: what happened before a conversion or
 * a merge stands in it as what happened after.
 * @throws {CrmError} LEAD_UNKNOWN, RECORD_UNKNOWN.
 */
export async function timelineOf(engine: Engine, question: TimelineQuestion): Promise<Timeline> {
  const { actor, entity, limit, after, types = [] } = question
  authorize(actor, `${entity}:read`)
  const linked = await linkedRecords(engine, question)
  const page = await seenBy(engine, actor).store.records.list('activity', {
    where: { all: [{ any: whose(linked) }, ...(types.length > 0 ? [{ any: types.flatMap(ofType) }] : [])] },
    sort: { field: 'at', direction: 'desc' },
    limit: pageLimit(limit),
    ...(after ? { after } : {}),
    ...(types.length > 0
      ? { keep: async (records) => records.map(({ type }) => types.some((each) => isOf(String(type), each))) }
      : {}),
  })
  return { ...(page as Page<Activity>), linked }
}

const whose = (linked: LinkedRecords): readonly ConditionNode[] =>
  TIMELINE_ENTITIES.filter((entity) => linked[entity].length > 0).map((entity) => ({
    fact: 'activity',
    path: `$.${entity}Id`,
    operator: 'in',
    value: linked[entity],
  }))

const isOf = (type: string, asked: string): boolean => type === asked || type.startsWith(`${asked}.`)

/** The database narrows as far as it can tell; a text out of the ordinary is looked at afterwards. */
const ofType = (type: string): readonly ConditionNode[] => [
  { fact: 'activity', path: '$.type', operator: 'equal', value: type },
  { fact: 'activity', path: '$.type', operator: 'startsWithText', value: `${type}.` },
]
