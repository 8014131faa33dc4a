/** What a person or a job does with the CRM; page, API and command call these and nothing below. */
export { changeUser, type UserChange, type UserChanges } from './change-user.js'
export * from './create-task.js'
export * from './find-leads.js'
export * from './follow-tasks.js'
export type * from './impact/impact.js'
export { type ImpactSummary, impactSummary } from './impact/impact-summary.js'
export { type ImpactRequest, measureImpact } from './impact/measure-impact.js'
export { type RulesToCompare, rulesToCompare } from './impact/rules-to-compare.js'
export { bandText } from './impact/score-band.js'
export * from './import-leads.js'
export { type Device, isKnownDevice, rememberDevice } from './known-devices.js'
export { answeredInMemory, type LeadFilter } from './lead-filter.js'
export { type ActivityReport, logActivity } from './log-activity.js'
export { createApiKey, findApiKey, listApiKeys, revokeApiKey, type ShownApiKey } from './manage-api-keys.js'
export { addUser, listUsers, type NewUser, newUserRecord } from './manage-users.js'
export * from './notify.js'
export { parseConditions, refuseMistakes } from './parse-conditions.js'
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
export type { UnreadableDecision } from './read-decision.js'
export {
  type NoReplay,
  type PluginChange,
  type ReplayedDecision,
  replayDecision,
} from './replay/replay-decision.js'
export { type ReplayExample, type ReplayReport, type ReplayRequest, replayDecisions } from './replay/replay-decisions.js'
export * from './rescore-leads.js'
export * from './review-journal.js'
export * from './run-report.js'
export * from './see-today.js'
export { type DemoSeeded, seedDemo } from './seed-demo.js'
export * from './show-lead.js'
export { type PluginSwitch, switchPlugin } from './switch-plugin.js'
export { type LeadChange, updateLead } from './update-lead.js'
export { type RulesVerified, verifyRules } from './verify-rules.js'
export { type ExplainedLead, explainLead, type LeadQuestion } from './why/explain-lead.js'
export type { GoalWords } from './why/goal-of.js'
export * from './write-audit.js'
