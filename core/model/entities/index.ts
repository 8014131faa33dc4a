import type { EntityDeclaration } from '../entity.js'
import { account } from './account.js'
import { activity } from './activity.js'
import { auditEntry } from './audit-entry.js'
import { campaign } from './campaign.js'
import { contact } from './contact.js'
import { decision } from './decision.js'
import { document } from './document.js'
import { lead } from './lead.js'
import { notification } from './notification.js'
import { opportunity } from './opportunity.js'
import { queue } from './queue.js'
import { queueMember } from './queue-member.js'
import { submission } from './submission.js'
import { task } from './task.js'
import { team } from './team.js'
import { touch } from './touch.js'
import { user } from './user.js'

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
} as const satisfies Readonly<Record<string, EntityDeclaration>>

export type EntityName = keyof typeof coreEntities
