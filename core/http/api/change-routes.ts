import type { Crm } from '../../crm/crm.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import { coreEntities } from '../../model/entities/index.js'
import { optionsOf } from '../../model/fields.js'
import { listChanges, type ShownChange, showChange, undoChangeSet } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRoute, pageOf } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { PAGE_FIELDS, pageQuery } from './lead-query.js'
import { shownRecord, shownRecords } from './shown-record.js'

const CHANGE = { type: 'object', description: 'A change set, and whether it can be taken back now (`canUndo`).' } as const
const KINDS = optionsOf(coreEntities.changeSet.fields.kind).map(({ value }) => value)

/** What was done together, and taking it back. */
export const changeRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/changes',
    summary: 'List conversions, merges and other changes that were made together',
    permission: 'lead:read',
    query: {
      kind: { type: 'select', oneOf: KINDS },
      subject: { type: 'string', description: '`<entity>:<id>`, for example `lead:…`.' },
      ...PAGE_FIELDS,
    },
    answer: { status: 200, description: 'One page, newest first.', schema: pageOf('changes', CHANGE) },
    async handle({ crm, actor, query }) {
      const { kind, subject } = query
      const asked = {
        ...pageQuery(query),
        ...(typeof kind === 'string' ? { kind: kind as ChangeSet['kind'] } : {}),
        ...(typeof subject === 'string' ? { subject } : {}),
      }
      const page = await listChanges(crm, { actor, query: asked })
      return { changes: page.records.map((each) => shown(crm, each)), ...(page.next ? { next: page.next } : {}) }
    },
  },
  {
    method: 'get',
    path: '/api/v1/changes/:id',
    summary: 'See what a change did, record by record',
    permission: 'lead:read',
    answer: { status: 200, description: 'The change with its rows.', schema: CHANGE },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' } }) {
      const { rows, ...change } = await showChange(crm, { actor, id })
      return { ...shown(crm, change), rows: shownRecords(crm.fields.recordChange, rows) }
    },
  },
  {
    method: 'post',
    path: '/api/v1/changes/:id/undo',
    summary: 'Take a change back',
    description: 'In one step; refused when its time is over or somebody went on working with it, with each record and field.',
    permission: 'lead:read',
    answer: { status: 200, description: 'The change, taken back.', schema: CHANGE },
    refusals: [404, 409],
    async handle({ crm, actor, params: { id = '' } }) {
      const answer = await undoChangeSet(crm, { actor, id })
      if (isRefusal(answer)) throw changeRefused(answer)
      return shownRecord(crm.fields.changeSet, answer)
    },
  },
]

const shown = (crm: Crm, { changeSet, canUndo }: ShownChange) => ({ ...shownRecord(crm.fields.changeSet, changeSet), canUndo })
