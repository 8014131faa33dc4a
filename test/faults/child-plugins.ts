import { createPlugin } from '../../core/registry/index.js'
import { actionAssign } from '../../plugins/action-assign/index.js'
import { actionCallWebhook } from '../../plugins/action-call-webhook/index.js'
import { actionCreateTask } from '../../plugins/action-create-task/index.js'
import { actionLogActivity } from '../../plugins/action-log-activity/index.js'
import { actionNotify } from '../../plugins/action-notify/index.js'
import { actionSales } from '../../plugins/action-sales/index.js'
import { actionSegment } from '../../plugins/action-segment/index.js'
import { actionSendMail } from '../../plugins/action-send-mail/index.js'
import { actionSequence } from '../../plugins/action-sequence/index.js'
import { actionSetField } from '../../plugins/action-set-field/index.js'
import { assignLeastBusy } from '../../plugins/assign-least-busy/index.js'
import { assignRoundRobin } from '../../plugins/assign-round-robin/index.js'
import { assignSkill } from '../../plugins/assign-skill/index.js'
import { assignStickyOwner } from '../../plugins/assign-sticky-owner/index.js'
import { assignTerritory } from '../../plugins/assign-territory/index.js'
import { assignWeighted } from '../../plugins/assign-weighted/index.js'
import { assignWorkingHours } from '../../plugins/assign-working-hours/index.js'
import { factDocuments } from '../../plugins/fact-documents/index.js'
import { scoringPoints } from '../../plugins/scoring-points/index.js'
import { sourceApi } from '../../plugins/source-api/index.js'
import { sourceCsv } from '../../plugins/source-csv/index.js'
import { sourceWebForm } from '../../plugins/source-web-form/index.js'
import { sourceWebhook } from '../../plugins/source-webhook/index.js'

/** The built-in plugins, imported rather than found: a bundle has no folders to look into. */
export const childPlugins = [
  scoringPoints,
  assignRoundRobin,
  assignWeighted,
  assignLeastBusy,
  assignTerritory,
  assignSkill,
  assignStickyOwner,
  assignWorkingHours,
  actionAssign,
  actionCreateTask,
  actionNotify,
  actionSales,
  factDocuments,
  actionSequence,
  actionSegment,
  actionLogActivity,
  actionSetField,
  actionCallWebhook,
  createPlugin(actionSendMail),
  sourceApi,
  createPlugin(sourceCsv),
  sourceWebForm,
  sourceWebhook,
]
