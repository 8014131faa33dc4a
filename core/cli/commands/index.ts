import type { CliCommand } from '../cli-command.js'
import { accessExplain } from './access-explain.js'
import { calendarUrl } from './calendar-url.js'
import { changesList, undo } from './changes.js'
import { check } from './check.js'
import { checklist } from './checklist.js'
import { decisionReplay } from './decision-replay.js'
import { decisionsReplay } from './decisions-replay.js'
import { doctor } from './doctor.js'
import { duplicatesList } from './duplicates-list.js'
import { effectsList, effectsRetry } from './effects.js'
import { exportRecords } from './export.js'
import { importFile } from './import.js'
import { importsList, importsResume, importsShow, importsStop, importsUndo } from './imports.js'
import { init } from './init.js'
import { keyAdd } from './key-add.js'
import { keyList } from './key-list.js'
import { keyRevoke } from './key-revoke.js'
import { leadConvert } from './lead-convert.js'
import { leadMerge } from './lead-merge.js'
import { leadShow } from './lead-show.js'
import { leadWhy } from './lead-why.js'
import { leadsCount } from './leads-count.js'
import { leadsList } from './leads-list.js'
import { leadsRescore } from './leads-rescore.js'
import { mailPreview, suppressionAdd, suppressionImport, suppressionList, suppressionRemove } from './mail.js'
import { migrate } from './migrate.js'
import { opportunityMove } from './opportunity-move.js'
import { pipelineList } from './pipeline-list.js'
import { plan } from './plan.js'
import { pluginNew } from './plugin-new.js'
import { privacyErase, privacyExport, privacyReapply, privacyReceipts, privacyRetention } from './privacy.js'
import { queueClaim, queueList, queueShow } from './queue.js'
import { recordCreate, recordHistoryCommand, recordList, recordShow, recordUpdate } from './record.js'
import { report } from './report.js'
import { reportsList } from './reports-list.js'
import { reportsPause } from './reports-pause.js'
import { reportsSchedule } from './reports-schedule.js'
import { reportsSchedules } from './reports-schedules.js'
import { reportsUnschedule } from './reports-unschedule.js'
import { roleList } from './role-list.js'
import { rulesCheck } from './rules-check.js'
import { rulesDiff } from './rules-diff.js'
import { rulesHistory } from './rules-history.js'
import { rulesImpact } from './rules-impact.js'
import { rulesPublish } from './rules-publish.js'
import { rulesReturn } from './rules-return.js'
import { rulesSchema } from './rules-schema.js'
import { rulesShow } from './rules-show.js'
import { rulesStatus } from './rules-status.js'
import { rulesTableExport } from './rules-table-export.js'
import { rulesTableImport } from './rules-table-import.js'
import { rulesTest } from './rules-test.js'
import { rulesVerify } from './rules-verify.js'
import { scoringTrain } from './scoring-train.js'
import { segmentList } from './segment-list.js'
import { sequenceEnrol, sequenceExit, sequenceList, sequenceShow } from './sequence.js'
import { start } from './start.js'
import { statusMigrate } from './status-migrate.js'
import { timeline } from './timeline.js'
import { userAdd } from './user-add.js'
import { userChange, userPassword, userQueue } from './user-change.js'
import { userList } from './user-list.js'
import { webhookAdd, webhookDeliveries, webhookList, webhookRedeliver, webhookSwitch } from './webhook.js'

/** All commands, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  init,
  start,
  check,
  plan,
  migrate,
  importFile,
  importsList,
  importsShow,
  importsStop,
  importsResume,
  importsUndo,
  exportRecords,
  report,
  reportsList,
  reportsSchedule,
  reportsSchedules,
  reportsPause,
  reportsUnschedule,
  leadsList,
  leadsCount,
  leadsRescore,
  leadShow,
  leadWhy,
  leadConvert,
  leadMerge,
  duplicatesList,
  changesList,
  undo,
  queueList,
  queueShow,
  queueClaim,
  pipelineList,
  roleList,
  accessExplain,
  opportunityMove,
  statusMigrate,
  recordList,
  recordShow,
  recordCreate,
  recordUpdate,
  recordHistoryCommand,
  timeline,
  segmentList,
  checklist,
  rulesCheck,
  rulesSchema,
  rulesTableExport,
  rulesTableImport,
  rulesTest,
  rulesVerify,
  rulesImpact,
  rulesStatus,
  rulesDiff,
  rulesPublish,
  rulesHistory,
  rulesShow,
  rulesReturn,
  decisionReplay,
  decisionsReplay,
  sequenceList,
  sequenceShow,
  sequenceEnrol,
  sequenceExit,
  mailPreview,
  suppressionList,
  suppressionAdd,
  suppressionRemove,
  suppressionImport,
  pluginNew,
  calendarUrl,
  userAdd,
  userList,
  userChange,
  userPassword,
  userQueue,
  keyAdd,
  keyList,
  keyRevoke,
  scoringTrain,
  effectsList,
  effectsRetry,
  webhookList,
  webhookAdd,
  webhookSwitch,
  webhookDeliveries,
  webhookRedeliver,
  privacyExport,
  privacyErase,
  privacyReceipts,
  privacyReapply,
  privacyRetention,
  doctor,
]
