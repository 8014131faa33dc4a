import { type Context, Hono } from 'hono'
import { CrmError } from '../../errors.js'
import type { HttpEnv } from '../http-env.js'
import { renderPage } from '../render-page.js'
import { activityRoutes } from './activity-routes.js'
import { answerRoute } from './answer-route.js'
import type { ApiRoute } from './api-route.js'
import { changeRoutes } from './change-routes.js'
import { conversionRoutes } from './conversion-routes.js'
import { documentRoutes } from './document-routes.js'
import { effectRoutes } from './effect-routes.js'
import { exportRoutes } from './export-routes.js'
import { impactRoutes } from './impact-routes.js'
import { importRoutes } from './import-routes.js'
import { journalRoutes } from './journal-routes.js'
import { leadRoutes } from './lead-routes.js'
import { learningRoutes } from './learning-routes.js'
import { mailRoutes } from './mail-routes.js'
import { meRoutes } from './me-routes.js'
import { mergeRoutes } from './merge-routes.js'
import { openApi } from './open-api.js'
import { opportunityRoutes } from './opportunity-routes.js'
import { privacyRoutes } from './privacy-routes.js'
import { publicationRoutes } from './publication-routes.js'
import { queueRoutes } from './queue-routes.js'
import { recordRoutes } from './record-routes.js'
import { reportRoutes } from './report-routes.js'
import { reportScheduleRoutes } from './report-schedule-routes.js'
import { roleRoutes } from './role-routes.js'
import { segmentRoutes } from './segment-routes.js'
import { sequenceRoutes } from './sequence-routes.js'
import { setupRoutes } from './setup-routes.js'
import { systemRoutes } from './system-routes.js'
import { taskRoutes } from './task-routes.js'
import { timelineRoutes } from './timeline-routes.js'
import { userRoutes } from './user-routes.js'
import { webhookRoutes } from './webhook-routes.js'

const DESCRIPTION: ApiRoute = {
  method: 'get',
  path: '/api/openapi.json',
  summary: 'This description',
  permission: 'lead:read',
  answer: { status: 200, description: 'OpenAPI 3.1.', schema: { type: 'object' } },
  handle: async ({ crm }) => openApi(API_ROUTES, crm),
}

/** Every address of the API; the first that fits a path counts. */
export const API_ROUTES: readonly ApiRoute[] = [
  ...mergeRoutes,
  ...conversionRoutes,
  ...changeRoutes,
  ...leadRoutes,
  ...activityRoutes,
  ...taskRoutes,
  ...documentRoutes,
  ...opportunityRoutes,
  ...queueRoutes,
  ...recordRoutes,
  ...timelineRoutes,
  ...segmentRoutes,
  ...setupRoutes,
  ...reportRoutes,
  ...reportScheduleRoutes,
  ...journalRoutes,
  ...roleRoutes,
  ...userRoutes,
  ...meRoutes,
  ...impactRoutes,
  ...privacyRoutes,
  ...publicationRoutes,
  ...effectRoutes,
  ...webhookRoutes,
  ...learningRoutes,
  ...sequenceRoutes,
  ...mailRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...systemRoutes,
  DESCRIPTION,
]

/** The JSON API and the page that describes it to people. */
export function apiRoutes(): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  for (const route of API_ROUTES) routes.on(route.method.toUpperCase(), route.path, answerRoute(route))
  return routes.get('/api/docs', docsPage)
}

function docsPage(c: Context<HttpEnv>): Response {
  if (!c.get('actor')) throw new CrmError('AUTH_REQUIRED', 'Sign in to read the description of the API.')
  return c.html(
    renderPage(c, { template: 'api/docs', title: 'api.title', data: { document: openApi(API_ROUTES, c.get('crm')) } }),
  )
}
