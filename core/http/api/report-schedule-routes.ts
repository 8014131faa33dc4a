import { listSchedules, pauseSchedule, removeSchedule, SCHEDULE_FIELDS, scheduleReport } from '../../operations/index.js'
import { type ApiRoute, pageOf } from './api-route.js'
import { shownRecord, shownRecords } from './shown-record.js'

const SCHEDULE = { type: 'object' } as const

/** Reports that are sent by mail again and again. */
export const reportScheduleRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/report-schedules',
    summary: 'List scheduled reports',
    permission: 'report:schedule',
    answer: { status: 200, description: 'The one due first at the top.', schema: pageOf('schedules', SCHEDULE) },
    async handle({ crm, actor }) {
      return { schedules: shownRecords(crm.fields.reportSchedule, await listSchedules(crm, { actor })) }
    },
  },
  {
    method: 'post',
    path: '/api/report-schedules',
    summary: 'Schedule a report by mail',
    description: 'Sent at a local time each day, or on the first day of each week or month of the calendar of the deployment.',
    permission: 'report:schedule',
    body: SCHEDULE_FIELDS,
    answer: { status: 201, description: 'The schedule, with its next time.', schema: SCHEDULE },
    refusals: [404, 422],
    async handle({ crm, actor, body }) {
      return shownRecord(crm.fields.reportSchedule, await scheduleReport(crm, { actor, values: body }))
    },
  },
  {
    method: 'patch',
    path: '/api/report-schedules/:id',
    summary: 'Pause or resume a scheduled report',
    permission: 'report:schedule',
    body: { active: { type: 'boolean', required: true } },
    answer: { status: 200, description: 'The schedule as it is now.', schema: SCHEDULE },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' }, body }) {
      return shownRecord(crm.fields.reportSchedule, await pauseSchedule(crm, { actor, id, active: body['active'] === true }))
    },
  },
  {
    method: 'delete',
    path: '/api/report-schedules/:id',
    summary: 'Remove a scheduled report',
    permission: 'report:schedule',
    answer: { status: 200, description: 'It is gone.', schema: SCHEDULE },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' } }) {
      await removeSchedule(crm, { actor, id })
      return { id }
    },
  },
]
