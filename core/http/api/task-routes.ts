import { completeTask, listOpenTasks } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRoute, pageOf, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { shownRecord, shownRecords } from './shown-record.js'

/** What must happen next. */
export const taskRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/tasks',
    summary: 'List open tasks, the one due first at the top',
    permission: 'lead:read',
    query: {
      owner: { type: 'string', description: 'Id of a user, or `me`.' },
      limit: { type: 'integer', min: 1, max: 200 },
    },
    answer: { status: 200, description: 'Open tasks.', schema: pageOf('tasks', shape('task')) },
    async handle({ crm, actor, query: { owner, limit } }) {
      const ownerId = owner === 'me' && actor.kind === 'user' ? actor.id : owner
      const tasks = await listOpenTasks(crm, {
        actor,
        ...(typeof ownerId === 'string' ? { ownerId } : {}),
        ...(typeof limit === 'number' ? { limit } : {}),
      })
      return { tasks: shownRecords(crm.fields.task, tasks) }
    },
  },
  {
    method: 'post',
    path: '/api/tasks/:id/done',
    summary: 'Mark a task as done',
    permission: 'task:write',
    answer: { status: 200, description: 'The task as it is now.', schema: shape('task') },
    refusals: [404, 409],
    async handle({ crm, actor, params: { id = '' } }) {
      const task = await completeTask(crm, { actor, id })
      if (isRefusal(task)) throw changeRefused(task)
      return shownRecord(crm.fields.task, task)
    },
  },
]
