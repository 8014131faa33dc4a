import type { Task } from '../../model/entities/task.js'
import {
  addTask,
  changeTask,
  completeTask,
  listTasks,
  TASK_OWNERS,
  TASK_STATES,
  type TasksQuery,
} from '../../operations/index.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { readJson } from '../body/index.js'
import { asObject } from './answer-route.js'
import { type ApiRequest, type ApiRoute, newShape, pageOf, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { expectedVersion, tellVersion } from './expected-version.js'
import { pageQuery } from './lead-query.js'
import { shownRecord, shownRecords } from './shown-record.js'

const ABOUT = ['leadId', 'contactId', 'accountId', 'opportunityId'] as const

/** What must happen next. */
export const taskRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/tasks',
    summary: 'List tasks, the one due first at the top',
    description: 'Your own, and those about records that you may read. `task:write` is enough, too.',
    permission: 'lead:read',
    query: {
      owner: { type: 'string', description: 'Id of a user, or `me`.' },
      whose: { type: 'select', oneOf: TASK_OWNERS, description: 'Your own, those of your team, or everybody’s (without it).' },
      state: {
        type: 'select',
        oneOf: TASK_STATES,
        description: 'Open without it; `due` within 24 hours; done ones newest first.',
      },
      ...Object.fromEntries(
        ABOUT.map((field) => [field, { type: 'string' as const, description: 'Only tasks about this record.' }]),
      ),
      limit: { type: 'integer', min: 1, max: 200 },
      after: { type: 'text', maxLength: 4_000, description: 'The `next` of the page before.' },
    },
    answer: { status: 200, description: 'One page of tasks.', schema: pageOf('tasks', shape('task')) },
    async handle({ crm, actor, query: { owner, ...query } }) {
      const ownerId = owner === 'me' && actor.kind === 'user' ? actor.id : owner
      const asked = { ...(query as TasksQuery), ...pageQuery(query), ...(typeof ownerId === 'string' ? { ownerId } : {}) }
      const { records, next } = await listTasks(crm, { actor, query: asked })
      return { tasks: shownRecords(crm.fields.task, records), ...(next ? { next } : {}) }
    },
  },
  {
    method: 'post',
    path: '/api/tasks',
    summary: 'Add a task about a lead, contact, account or opportunity',
    description: 'It is for whoever adds it unless it names an owner or a queue.',
    permission: 'task:write',
    rawBody: shape(newShape('task')),
    answer: { status: 201, description: 'The task as it is now.', schema: shape('task') },
    async handle(request) {
      const { crm, actor, context } = request
      return shown(request, await addTask(crm, { actor, values: asObject(await readJson(context)) }))
    },
  },
  {
    method: 'patch',
    path: '/api/tasks/:id',
    summary: 'Change a task, or put it off',
    description: 'With `If-Match` or `expectedVersion` it is refused (409) where somebody wrote in between.',
    permission: 'task:write',
    body: {
      changes: {
        type: 'json',
        required: true,
        schema: { type: 'object', minProperties: 1 },
        description: 'New values by field, for example `dueAt`, `remindAt`, `ownerId`; `null` clears one.',
      },
      expectedVersion: { type: 'integer', description: 'The version that was read.' },
    },
    answer: { status: 200, description: 'The task as it is now.', schema: shape('task') },
    refusals: [404, 409],
    async handle(request) {
      const { crm, actor, params, body, context } = request
      const version = expectedVersion(context, body['expectedVersion'])
      const change = { actor, id: params['id'] ?? '', changes: asObject(body['changes']) }
      return shown(request, await changeTask(crm, { ...change, ...(version === undefined ? {} : { expectedVersion: version }) }))
    },
  },
  {
    method: 'post',
    path: '/api/tasks/:id/done',
    summary: 'Mark a task as done',
    permission: 'task:write',
    answer: { status: 200, description: 'The task as it is now.', schema: shape('task') },
    refusals: [404, 409],
    handle: async (request) =>
      shown(request, await completeTask(request.crm, { actor: request.actor, id: request.params['id'] ?? '' })),
  },
]

function shown({ crm, context }: ApiRequest, task: Task | Refusal): object {
  if (isRefusal(task)) throw changeRefused(task)
  return shownRecord(crm.fields.task, tellVersion(context, task))
}
