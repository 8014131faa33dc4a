import { Hono } from 'hono'
import type { HttpEnv } from '../../http-env.js'
import { createFromForm, editFromForm, editRecordPage, removeFromPage } from '../records/edit-record.js'
import { newOpportunityPage } from './new-opportunity.js'
import { opportunitiesPage } from './opportunities-page.js'
import { addLine, addRole, changeLine, moveFromPage, removeLine, removeRole } from './opportunity-actions.js'
import { opportunityPage } from './opportunity-page.js'
import { OPPORTUNITY_SCREEN } from './opportunity-screen.js'

/** The pages of opportunities: kanban, list, one with all its parts; their forms are those of every record. */
export function opportunityRoutes(): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/opportunities', opportunitiesPage)
    .get('/opportunities/new', newOpportunityPage)
    .post('/opportunities/new', createFromForm(OPPORTUNITY_SCREEN))
    .get('/opportunities/:id', opportunityPage)
    .get('/opportunities/:id/edit', editRecordPage(OPPORTUNITY_SCREEN))
    .post('/opportunities/:id/edit', editFromForm(OPPORTUNITY_SCREEN))
    .post('/opportunities/:id/remove', removeFromPage(OPPORTUNITY_SCREEN))
    .post('/opportunities/:id/stage', moveFromPage)
    .post('/opportunities/:id/lines', addLine)
    .post('/opportunities/:id/lines/:part', changeLine)
    .post('/opportunities/:id/lines/:part/remove', removeLine)
    .post('/opportunities/:id/roles', addRole)
    .post('/opportunities/:id/roles/:part/remove', removeRole)
}
