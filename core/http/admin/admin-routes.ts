import { Hono } from 'hono'
import type { HttpEnv } from '../http-env.js'
import { accessPage } from './access-page.js'
import { accuracyPage } from './accuracy-page.js'
import { calendarPage, renewCalendar, revokeCalendar } from './calendar-page.js'
import { channelsPage } from './channels-page.js'
import { conversionPages } from './conversion/conversion-pages.js'
import { editLead } from './edit-lead.js'
import { effectsPage, retryEffectByHand } from './effects-page.js'
import { impactPage } from './impact-page.js'
import { importRoutes } from './imports/import-routes.js'
import { journalPage, replaySubmission, submissionPage } from './journal-page.js'
import { assignLead, consentOfLead, finishTask, logOnLead, moveLead } from './lead-actions.js'
import { leadPage } from './lead-page.js'
import { leadsPage } from './leads-page.js'
import { changeSuppressions, mailPage, suppressionsPage } from './mails-page.js'
import { changeMine, myPage } from './my-page.js'
import { createLead, newLeadPage } from './new-lead-page.js'
import { notificationsPage } from './notifications-page.js'
import { opportunityRoutes } from './opportunities/opportunity-routes.js'
import { pluginPage, pluginsPage, turnPlugin } from './plugins-page.js'
import { erasePersonByForm, exportPersonFile, privacyPage } from './privacy-page.js'
import { publicationPage } from './publication-page.js'
import { claimFromQueue, queuePage, queuesPage, releaseToQueue } from './queues-page.js'
import { markNotificationRead } from './read-notification.js'
import { recordRoutes } from './records/record-routes.js'
import { changeSchedule, createSchedule, schedulesPage } from './report-schedules-page.js'
import { reportPage, reportsPage } from './reports-page.js'
import { rolesPage } from './roles-page.js'
import { publishFiles, returnToPublication, rulesHistoryPage } from './rules-history-page.js'
import { ruleFilePage, rulesPage } from './rules-page.js'
import { changeMembership, segmentsPage } from './segments-page.js'
import { sentOnce } from './sent-once.js'
import { changeEnrolment, sequencePage, sequencesPage } from './sequences-page.js'
import { confirmSetupStep, setupChecklistPage } from './setup-checklist-page.js'
import { migrateStatus, statusMigrationPage } from './status-migration-page.js'
import { changeTaskFromForm, createTaskFromForm, newTaskPage, snoozeFromPage, taskPage } from './tasks/task-form.js'
import { tasksPage } from './tasks/tasks-page.js'
import { todayPage } from './today-page.js'
import { answerTrouble } from './trouble-page.js'
import { editUser, userPage } from './user-page.js'
import { createUser, usersPage } from './users-page.js'
import { addWebhook, redeliverEvent, renewWebhookSecret, turnWebhook, webhooksPage } from './webhooks-page.js'

/** The pages of the signed-in area, one file each, and the forms that are on them. */
export function adminRoutes(): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .onError(answerTrouble)
    .use(sentOnce())
    .route('/', opportunityRoutes())
    .route('/', recordRoutes())
    .route('/', importRoutes())
    .get('/', todayPage)
    .post('/notifications/:id/read', markNotificationRead)
    .get('/segments', segmentsPage)
    .post('/segments/:id/leads', changeMembership)
    .get('/setup-checklist', setupChecklistPage)
    .post('/setup-checklist', confirmSetupStep)
    .get('/tasks', tasksPage)
    .get('/tasks/new', newTaskPage)
    .post('/tasks/new', createTaskFromForm)
    .get('/tasks/:id', taskPage)
    .post('/tasks/:id', changeTaskFromForm)
    .post('/tasks/:id/snooze', snoozeFromPage)
    .post('/tasks/:id/done', finishTask)
    .get('/leads', leadsPage)
    .get('/leads/new', newLeadPage)
    .post('/leads/new', createLead)
    .get('/leads/:id', leadPage)
    .post('/leads/:id/status', moveLead)
    .post('/leads/:id/fields', editLead)
    .post('/leads/:id/owner', assignLead)
    .post('/leads/:id/activities', logOnLead)
    .post('/leads/:id/consents', consentOfLead)
    .route('/', conversionPages())
    .get('/rules', rulesPage)
    .get('/rules/impact', impactPage)
    .get('/rules/statuses', statusMigrationPage)
    .post('/rules/statuses', migrateStatus)
    .get('/rules/history', rulesHistoryPage)
    .get('/rules/history/:number', publicationPage)
    .post('/rules/history/:number/return', returnToPublication)
    .post('/rules/publish', publishFiles)
    .get('/rules/scoring/:id/accuracy', accuracyPage)
    .get('/rules/:kind/:id', ruleFilePage)
    .get('/sequences', sequencesPage)
    .get('/sequences/:id', sequencePage)
    .post('/sequences/:id/enrolments', changeEnrolment)
    .get('/mails/:id', mailPage)
    .get('/suppressions', suppressionsPage)
    .post('/suppressions', changeSuppressions)
    .get('/reports', reportsPage)
    .get('/reports/schedules', schedulesPage)
    .post('/reports/schedules', createSchedule)
    .post('/reports/schedules/:id', changeSchedule)
    .get('/reports/:type', reportPage)
    .get('/queues', queuesPage)
    .get('/queues/:queue', queuePage)
    .post('/leads/:id/claim', claimFromQueue)
    .post('/leads/:id/release', releaseToQueue)
    .get('/journal', journalPage)
    .get('/journal/:id', submissionPage)
    .post('/journal/:id/replay', replaySubmission)
    .get('/plugins', pluginsPage)
    .post('/plugins/:plugin/switch', turnPlugin)
    .get('/plugins/:plugin/:page', pluginPage)
    .get('/channels', channelsPage)
    .get('/me', myPage)
    .post('/me', changeMine)
    .get('/notifications', notificationsPage)
    .get('/effects', effectsPage)
    .post('/effects/:id/retry', retryEffectByHand)
    .get('/calendar', calendarPage)
    .post('/calendar/renew', renewCalendar)
    .post('/calendar/revoke', revokeCalendar)
    .get('/users', usersPage)
    .post('/users', createUser)
    .get('/users/roles', rolesPage)
    .get('/users/:id', userPage)
    .post('/users/:id', editUser)
    .get('/access/:entity/:id', accessPage)
    .get('/privacy', privacyPage)
    .get('/privacy/export', exportPersonFile)
    .post('/privacy/erase', erasePersonByForm)
    .get('/webhooks', webhooksPage)
    .post('/webhooks', addWebhook)
    .post('/webhooks/:id/state', turnWebhook)
    .post('/webhooks/:id/secret', renewWebhookSecret)
    .post('/webhooks/deliveries/:id/redeliver', redeliverEvent)
}
