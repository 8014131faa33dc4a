import type { Opportunity } from '../../model/entities/opportunity.js'
import type { JsonSchema } from '../../model/fields.js'
import { listPipelines, moveOpportunity, showOpportunity } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRoute, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { tellVersion } from './expected-version.js'
import { shownRecord, shownRecords } from './shown-record.js'

const localized: JsonSchema = { type: 'object', additionalProperties: { type: 'string' } }
const named: JsonSchema = {
  type: 'object',
  required: ['id', 'label'],
  properties: { id: { type: 'string' }, label: localized },
}

const pipeline: JsonSchema = {
  type: 'object',
  required: ['id', 'title', 'start', 'stages'],
  properties: {
    id: { type: 'string' },
    title: localized,
    start: { type: 'string', description: 'The stage in which an opportunity begins.' },
    stages: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'label', 'category'],
        properties: {
          id: { type: 'string' },
          label: localized,
          category: { type: 'string', enum: ['open', 'won', 'lost'] },
          probability: { type: 'number' },
          next: { type: 'array', items: { type: 'string' }, description: 'Stages that may follow; any without it.' },
          requires: { type: 'array', items: { type: 'string' } },
          ageLimit: { type: 'string', description: 'ISO 8601.' },
          reasons: { type: 'array', items: named },
        },
      },
    },
  },
}

/** Pipelines, and what an opportunity has beside the addresses of every record. */
export const opportunityRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/pipelines',
    summary: 'List the pipelines with their stages',
    permission: 'opportunity:read',
    answer: {
      status: 200,
      description: 'The pipelines of the rules in force.',
      schema: { type: 'object', required: ['pipelines'], properties: { pipelines: { type: 'array', items: pipeline } } },
    },
    async handle({ crm, actor }) {
      const pipelines = listPipelines(crm, { actor }).map(({ id, title, start, statuses }) => ({
        ...{ id, title, start },
        stages: statuses.map(({ guard: _guard, tasks: _tasks, ...stage }) => stage),
      }))
      return { pipelines }
    },
  },
  {
    method: 'post',
    path: '/api/v1/opportunities/:id/move',
    summary: 'Move an opportunity to another stage',
    description: 'The same as changing its field `stage`. A refusal says what is missing, in both languages.',
    permission: 'opportunity:write',
    body: {
      stage: { type: 'string', required: true },
      pipeline: { type: 'string', description: 'Its own without it.' },
      reason: { type: 'string', description: 'One of the reasons that the stage demands.' },
      expectedVersion: { type: 'integer', description: 'The version that was read; 409 if somebody wrote in between.' },
    },
    answer: { status: 200, description: 'The opportunity as it is now.', schema: shape('opportunity') },
    refusals: [404, 409],
    async handle({ crm, actor, params: { id = '' }, body, context }) {
      const { stage, pipeline: to, reason, expectedVersion } = body
      const moved = await moveOpportunity(crm, {
        actor,
        id,
        stage: String(stage),
        ...(typeof to === 'string' ? { pipeline: to } : {}),
        ...(typeof reason === 'string' ? { reason } : {}),
        ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}),
      })
      if (isRefusal(moved)) throw changeRefused(moved)
      return shownRecord(crm.fields.opportunity, tellVersion(context, moved) as Opportunity)
    },
  },
  {
    method: 'get',
    path: '/api/v1/opportunities/:id/stages',
    summary: 'See where an opportunity stood how long, and where it may go',
    permission: 'opportunity:read',
    answer: {
      status: 200,
      description: 'Its moves, the first one first, and the stages that may follow, each with what is still in the way.',
      schema: {
        type: 'object',
        required: ['history', 'next'],
        properties: {
          history: { type: 'array', items: shape('statusChange') },
          next: {
            type: 'array',
            items: {
              type: 'object',
              required: ['stage'],
              properties: {
                stage: { type: 'string' },
                refused: { ...localized, description: 'Absent where nothing is in the way.' },
              },
            },
          },
        },
      },
    },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' } }) {
      const { history, moves } = await showOpportunity(crm, { actor, id })
      return {
        history: shownRecords(crm.fields.statusChange, history),
        next: moves.map(({ stage, refusal }) => ({
          stage: stage.id,
          ...(refusal ? { refused: refusal.words ?? { en: refusal.refused } } : {}),
        })),
      }
    },
  },
]
