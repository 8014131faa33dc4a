import type { EntityDeclaration } from '../entity.js'
import { account } from './account.js'
import { activity } from './activity.js'
import { auditEntry } from './audit-entry.js'
import { campaign } from './campaign.js'
import { changeSet } from './change-set.js'
import { consent } from './consent.js'
import { contact } from './contact.js'
import { decision } from './decision.js'
import { document } from './document.js'
import { enrolment } from './enrolment.js'
import { erasure } from './erasure.js'
import { importProblem } from './import-problem.js'
import { importRun } from './import-run.js'
import { lead } from './lead.js'
import { message } from './message.js'
import { notification } from './notification.js'
import { opportunity } from './opportunity.js'
import { opportunityContact } from './opportunity-contact.js'
import { opportunityLine } from './opportunity-line.js'
import { pageView } from './page-view.js'
import { product } from './product.js'
import { queue } from './queue.js'
import { queueMember } from './queue-member.js'
import { recordChange } from './record-change.js'
import { reportSchedule } from './report-schedule.js'
import { statusChange } from './status-change.js'
import { submission } from './submission.js'
import { suppression } from './suppression.js'
import { task } from './task.js'
import { team } from './team.js'
import { touch } from './touch.js'
import { user } from './user.js'
import { visitor } from './visitor.js'
import { webhookDelivery } from './webhook-delivery.js'
import { webhookEndpoint } from './webhook-endpoint.js'

/** Everything the core talks about, by name; each becomes a table. */
export const coreEntities = {
  lead,
  contact,
  account,
  opportunity,
  activity,
  task,
  user,
  team,
  queue,
  queueMember,
  campaign,
  touch,
  submission,
  decision,
  document,
  notification,
  auditEntry,
  product,
  opportunityLine,
  opportunityContact,
  statusChange,
  changeSet,
  recordChange,
  consent,
  suppression,
  enrolment,
  message,
  visitor,
  pageView,
  importRun,
  importProblem,
  reportSchedule,
  webhookEndpoint,
  webhookDelivery,
  erasure,
} as const satisfies Readonly<Record<string, EntityDeclaration>>

export type EntityName = keyof typeof coreEntities
