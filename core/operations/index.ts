/** What a person or a job does with the CRM; page, API and command call these and nothing below. */

export {
  type AccessAnswer,
  type AccessExplanation,
  EXPLAINED_ENTITIES,
  type ExplainedEntity,
  explainAccess,
} from './access/explain-access.js'
export { grantsOf } from './access/grants-of.js'
export { listRoles, type ShownRole } from './access/list-roles.js'
export { knownRoles } from './access/require-role.js'
export { seenBy, withFieldsClosed } from './access/seen-by.js'
export {
  type ActivityRow,
  type IngestedRow,
  ingestActivities,
  MOST_ACTIVITIES,
} from './activities/ingest-activities.js'
export { calendarUser, hasCalendarKey, renewCalendarKey, revokeCalendarKey } from './calendar/calendar-key.js'
export { calendarOf } from './calendar/calendar-of.js'
export { changeUser, type UserChange, type UserChanges } from './change-user.js'
export { type ChangesQuery, listChanges, type ShownChange, showChange } from './changes/list-changes.js'
export { undoChangeSet } from './changes/undo-changes.js'
export { type Channels, type Hook, seeChannels } from './channels/see-channels.js'
export type { ConversionRequest, ConversionWishes, PartChoice } from './conversion/conversion-request.js'
export { type Converted, convertLead } from './conversion/convert-lead.js'
export type { Candidate as ConversionCandidate, Candidates, MatchReason } from './conversion/find-candidates.js'
export { type ConversionPreview, previewConversion } from './conversion/preview-conversion.js'
export * from './create-task.js'
export { listEffects, retryEffect } from './effects/review-effects.js'
export { type ExportManifest, exportAll } from './exports/export-all.js'
export { EXPORT_ENTITIES, type ExportEntity, exportColumns, requireExportEntity } from './exports/export-columns.js'
export { type ExportRequest, exportCsv } from './exports/export-records.js'
export { exportSheet } from './exports/export-sheet.js'
export * from './find-leads.js'
export * from './follow-tasks.js'
export type * from './impact/impact.js'
export { type ImpactSummary, impactSummary } from './impact/impact-summary.js'
export { type ImpactRequest, measureImpact } from './impact/measure-impact.js'
export { type RulesToCompare, rulesToCompare } from './impact/rules-to-compare.js'
export { bandText } from './impact/score-band.js'
export { failedRowsCsv, importProblems } from './imports/failed-rows.js'
export { type ImportedAll, importAll } from './imports/import-all.js'
export { type ImportMode, type ImportPlan, type ImportSettings, importPlan, stagesLeftOut } from './imports/import-run.js'
export { MOST_IMPORT_MEGABYTES } from './imports/kept-file.js'
export { mappedColumns, unusedColumns } from './imports/mapped-columns.js'
export { mappingFileText } from './imports/mapping-file.js'
export { discardImport, type FileToOpen, openImport } from './imports/open-import.js'
export { type ImportPreview, MOST_PREVIEWED, previewImport } from './imports/preview-import.js'
export { requireImportEntity } from './imports/require-import-entity.js'
export { runImport } from './imports/run-import.js'
export { type ImportSetUp, setUpImport } from './imports/set-up-import.js'
export { listImports, resumeImport, showImport, startImport, stopImport, undoImport } from './imports/steer-import.js'
export { missingColumns, suggestMapping } from './imports/suggest-mapping.js'
export { type Device, isKnownDevice, rememberDevice } from './known-devices.js'
export { answeredInMemory, type LeadFilter } from './lead-filter.js'
export { type Retrained, retrained } from './learning/retrain-work.js'
export { accuracyOf, learns, type TrainedScoring, trainScoring } from './learning/train-scoring.js'
export { type ActivityReport, logActivity } from './log-activity.js'
export { createApiKey, findApiKey, listApiKeys, revokeApiKey, type ShownApiKey } from './manage-api-keys.js'
export { addUser, listUsers, type NewUser, newUserRecord } from './manage-users.js'
export { findDuplicates, type KnownLead } from './merge/find-duplicates.js'
export { type DuplicateGroup, listDuplicates } from './merge/list-duplicates.js'
export { type MergedLead, mergeLeads, previewMerge } from './merge/merge-leads.js'
export { type MergeableEntity, type MergedRecord, mergeRecords, previewRecordMerge } from './merge/merge-records.js'
export type { MergePreview, MergeRequest } from './merge/merge-request.js'
export type { MergedField, Side } from './merge/surviving-values.js'
export { changeMySettings, type MySettings, mySettings } from './notifications/my-settings.js'
export * from './notify.js'
export { listPipelines } from './opportunities/list-pipelines.js'
export { moveOpportunity, type OpportunityMove } from './opportunities/move-opportunity.js'
export { type BoardCard, type BoardColumn, isOverdue, pipelineBoard } from './opportunities/pipeline-board.js'
export type { PossibleMove } from './opportunities/possible-moves.js'
export { type OpportunityProfile, showOpportunity } from './opportunities/show-opportunity.js'
export { parseConditions, refuseMistakes } from './parse-conditions.js'
export { applyRetention, previewRetention, type RetentionCount } from './privacy/apply-retention.js'
export { consentsOf, recordConsent, type ToldConsent } from './privacy/consents.js'
export { type ErasureWish, erasePerson } from './privacy/erase-person.js'
export { listErasures } from './privacy/erasure-receipts.js'
export { exportPerson, type PersonExport } from './privacy/export-person.js'
export { findPerson, type KnownPerson, type PersonNamed } from './privacy/find-person.js'
export { personHtml } from './privacy/person-html.js'
export { reapplyErasures } from './privacy/reapply-erasures.js'
export type { FileChange } from './publishing/compare-files.js'
export type { CasesSummary, PublicationReport, ShownPublication } from './publishing/publication-report.js'
export { type Published, type PublishRequest, publishRules } from './publishing/publish-rules.js'
export type { FieldsChanged, PutInForce } from './publishing/put-in-force.js'
export {
  compareRules,
  listPublications,
  type RulesStatus,
  rulesStatus,
  showPublication,
} from './publishing/read-publications.js'
export { type ReturnRequest, returnRules } from './publishing/return-rules.js'
export { claimLead } from './queues/claim-lead.js'
export { releaseLead } from './queues/release-lead.js'
export { listQueues, openQueue, type SeenQueue } from './queues/see-queues.js'
export type { UnreadableDecision } from './read-decision.js'
export { changeByRule, createOpportunityByRule, lapseCustomer } from './records/act-by-rule.js'
export { ENTITY_PATHS } from './records/entity-path.js'
export { isKeptEntity, KEPT_ENTITIES, type KeptEntity } from './records/kept-entity.js'
export { countRecords, listRecords, type RecordsFilter, type RecordsQuery } from './records/list-records.js'
export { type PutDocument, putDocument, type ToldDocument } from './records/put-document.js'
export { type RecordNames, recordName, recordNames } from './records/record-names.js'
export { type NewRecord, type RecordEdit, readPermission, writePermission } from './records/record-request.js'
export { changeRecord, createRecord, removeRecord } from './records/save-record.js'
export { type FieldOrigin, fieldOrigins, recordHistory, showRecord } from './records/show-record.js'
export {
  type NoReplay,
  type PluginChange,
  type ReplayedDecision,
  replayDecision,
} from './replay/replay-decision.js'
export { type ReplayExample, type ReplayReport, type ReplayRequest, replayDecisions } from './replay/replay-decisions.js'
export { mayCount } from './reports/may-count.js'
export { reportCsv } from './reports/report-csv.js'
export { CONDITIONS_EXAMPLE, reportParams } from './reports/report-params.js'
export { type ReportTable, reportTable, type TableReader, valueText } from './reports/report-table.js'
export { type Report, type ReportRequest, reportType, runReport } from './reports/run-report.js'
export {
  listSchedules,
  pauseSchedule,
  removeSchedule,
  SCHEDULE_FIELDS,
  scheduleReport,
} from './reports/schedules/manage-schedules.js'
export * from './rescore-leads.js'
export { responseStanding } from './response-standing.js'
export * from './review-journal.js'
export * from './see-today.js'
export { type DemoSeeded, seedDemo } from './seed-demo.js'
export { type CountedSegment, listSegments, setMembership } from './segments/list-segments.js'
export { type EnrolmentChange, enrolByHand, exitByHand } from './sequences/change-enrolment.js'
export { listMails, type MailPreview, previewMail } from './sequences/preview-mail.js'
export { leadEnrolments, listSequences, type ShownEnrolment, showSequence } from './sequences/read-sequences.js'
export type { SequenceFigures, StepFigures } from './sequences/sequence-figures.js'
export { addSuppressions, listSuppressions, removeSuppression } from './sequences/suppression-list.js'
export { readSubscription, resubscribe, type Subscription, unsubscribe } from './sequences/unsubscribe.js'
export { confirmSetup, isSetupOpen, setupChecklist } from './setup/setup-checklist.js'
export { CONFIRMABLE, type Confirmable, type SetupChecklist, type SetupStep } from './setup/setup-step.js'
export { EXCEL_LIMITS } from './sheets/read-excel.js'
export * from './show-lead.js'
export { BY_HAND, sourceTitles } from './source-title.js'
export type { StatusRows } from './statuses/count-status-rows.js'
export {
  applyStatusMigration,
  type OwnLayer,
  planStatusMigration,
  type StatusMigration,
  type StatusMigrationPlan,
} from './statuses/status-migration.js'
export { type PluginSwitch, switchPlugin } from './switch-plugin.js'
export { listTasks, TASK_OWNERS, TASK_STATES, type TasksQuery } from './tasks/list-tasks.js'
export { addTask, changeTask, snoozeTask, type TaskChange } from './tasks/save-task.js'
export type { LeadAnswer } from './timeline/lead-answer.js'
export { type LinkedRecords, TIMELINE_ENTITIES, type TimelineEntity } from './timeline/linked-records.js'
export { sevenAnswers } from './timeline/seven-answers.js'
export { type Timeline, type TimelineQuestion, timelineOf } from './timeline/timeline-of.js'
export { transitionWords } from './transition-words.js'
export { type LeadChange, updateLead } from './update-lead.js'
export { type RulesVerified, verifyRules } from './verify-rules.js'
export { addEndpoint, listEndpoints, type NewEndpoint, renewSecret, switchEndpoint } from './webhooks/manage-endpoints.js'
export { listDeliveries, redeliver } from './webhooks/review-deliveries.js'
export { type ExplainedLead, explainLead, type LeadQuestion } from './why/explain-lead.js'
export type { GoalWords } from './why/goal-of.js'
export * from './write-audit.js'
