import { CrmError } from '../../errors.js'
import type { TouchMarks } from '../../model/entities/touch.js'
import type { Visitor } from '../../model/entities/visitor.js'
import type { RecordUpdate } from '../../store/index.js'
import type { Engine } from '../engine.js'
import { visitorHash, visitorKey } from '../match-keys.js'
import { backOff } from '../process-submissions.js'

/** A page that was looked at by somebody who agreed to be known again. */
export interface Visit {
  /** The random key of the browser; only its hash is kept. */
  readonly key: string
  /** Address without its query. */
  readonly page: string
  readonly title?: string
  readonly marks?: TouchMarks
  /** Version of the text that was agreed to. */
  readonly textVersion?: string
}

const MOST_CONFLICTS = 10

/** Keeps a page view. Of a known visitor it soon becomes an entry of the lead's timeline. A key of another form is answered `false`. */
export async function recordVisit(engine: Engine, visit: Visit): Promise<boolean> {
  const matchKey = visitorKey(visit.key)
  if (matchKey === undefined) return false
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const visitor = await visitorOf(engine, visit)
    const leadId = visitor.leadId ?? (await leadKnownBy(engine, matchKey))
    const now = engine.now()
    const view = {
      ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, visitorId: visitor.id, at: now, page: visit.page },
      ...(visit.title ? { title: visit.title } : {}),
      ...(visit.marks && Object.keys(visit.marks).length > 0 ? { marks: visit.marks } : {}),
    }
    const seen: RecordUpdate = {
      entity: 'visitor',
      id: visitor.id,
      expectedVersion: visitor.version,
      changes: { lastAt: now, ...(leadId ? { leadId, hasNews: true } : {}) },
    }
    const answer = await engine.store.records.write({ inserts: [{ entity: 'pageView', record: view }], updates: [seen] }, now)
    if (answer === 'written') {
      if (leadId) engine.wake('visits')
      return true
    }
    await backOff(attempt)
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_CONFLICTS} times.`)
}

/** Forgets a browser: its key, and what it looked at while nobody knew who it was. */
export async function forgetVisitor(engine: Pick<Engine, 'store' | 'now'>, key: string): Promise<void> {
  const visitor = await knownVisitor(engine, key)
  if (!visitor) return
  const ofVisitor = { where: { all: [{ fact: 'pageView', path: '$.visitorId', operator: 'equal', value: visitor.id }] } }
  for await (const views of engine.store.records.each('pageView', { ...ofVisitor, batch: 500 })) {
    const removes = views.map(({ id, version }) => ({ entity: 'pageView', id, expectedVersion: version }) as const)
    await engine.store.records.write({ removes }, engine.now())
  }
  const releases = visitor.leadId ? [{ key: `visitor:${visitor.key}`, leadId: visitor.leadId }] : []
  const removes = [{ entity: 'visitor', id: visitor.id, expectedVersion: visitor.version } as const]
  await engine.store.records.write({ removes, releases }, engine.now())
}

async function visitorOf(engine: Engine, { key, marks, textVersion }: Visit): Promise<Visitor> {
  const before = await knownVisitor(engine, key)
  if (before) return before
  const now = engine.now()
  const visitor: Visitor = {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now },
    ...{ key: visitorHash(key), consentAt: now, firstAt: now, lastAt: now },
    ...(textVersion ? { textVersion } : {}),
    ...(marks && Object.keys(marks).length > 0 ? { marks } : {}),
  }
  if (await engine.store.records.insertOnce('visitor', visitor)) return visitor
  return (await knownVisitor(engine, key)) ?? visitor
}

async function knownVisitor({ store }: Pick<Engine, 'store'>, key: string): Promise<Visitor | undefined> {
  const where = { all: [{ fact: 'visitor', path: '$.key', operator: 'equal', value: visitorHash(key) }] }
  const { records } = await store.records.list('visitor', { where, limit: 1 })
  return records[0] as Visitor | undefined
}

async function leadKnownBy({ store }: Engine, key: string): Promise<string | undefined> {
  const asked = { matchKeys: [key], nameKeys: [], leadIds: [], openStatuses: [], queues: false }
  return (await store.intake.gather(asked)).matchKeys[0]?.leadId
}
