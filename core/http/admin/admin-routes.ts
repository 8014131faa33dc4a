import { Hono } from 'hono'
import type { HttpEnv } from '../http-env.js'
import { editLead } from './edit-lead.js'
import { impactPage } from './impact-page.js'
import { journalPage, replaySubmission, submissionPage } from './journal-page.js'
import { assignLead, finishTask, logOnLead, moveLead } from './lead-actions.js'
import { leadPage } from './lead-page.js'
import { leadsPage } from './leads-page.js'
import { createLead, newLeadPage } from './new-lead-page.js'
import { pluginPage, pluginsPage, turnPlugin } from './plugins-page.js'
import { publicationPage } from './publication-page.js'
import { markNotificationRead } from './read-notification.js'
import { reportPage, reportsPage } from './reports-page.js'
import { publishFiles, returnToPublication, rulesHistoryPage } from './rules-history-page.js'
import { ruleFilePage, rulesPage } from './rules-page.js'
import { todayPage } from './today-page.js'
import { answerTrouble } from './trouble-page.js'
import { createUser, usersPage } from './users-page.js'

/** The pages of the signed-in area, one file each, and the forms that are on them. */
export function adminRoutes(): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .onError(answerTrouble)
    .get('/', todayPage)
    .post('/notifications/:id/read', markNotificationRead)
    .post('/tasks/:id/done', finishTask)
    .get('/leads', leadsPage)
    .get('/leads/new', newLeadPage)
    .post('/leads/new', createLead)
    .get('/leads/:id', leadPage)
    .post('/leads/:id/status', moveLead)
    .post('/leads/:id/fields', editLead)
    .post('/leads/:id/owner', assignLead)
    .post('/leads/:id/activities', logOnLead)
    .get('/rules', rulesPage)
    .get('/rules/impact', impactPage)
    .get('/rules/history', rulesHistoryPage)
    .get('/rules/history/:number', publicationPage)
    .post('/rules/history/:number/return', returnToPublication)
    .post('/rules/publish', publishFiles)
    .get('/rules/:kind/:id', ruleFilePage)
    .get('/reports', reportsPage)
    .get('/reports/:type', reportPage)
    .get('/journal', journalPage)
    .get('/journal/:id', submissionPage)
    .post('/journal/:id/replay', replaySubmission)
    .get('/plugins', pluginsPage)
    .post('/plugins/:plugin/switch', turnPlugin)
    .get('/plugins/:plugin/:page', pluginPage)
    .get('/users', usersPage)
    .post('/users', createUser)
}
