/** Contract suites: what each kind of contribution promises, said once. They run under vitest, in the plugin's own tests. */
export { type RecordedCall, type RecordingContext, type RecordingContextOptions, recordingContext } from './recording-context.js'
export { aCandidate, aLead, SAMPLE_NOW, sampleCandidates } from './samples.js'
export { testAction } from './test-action.js'
export { testAssignmentStrategy } from './test-assignment-strategy.js'
export { testFact } from './test-fact.js'
export { testLeadSource } from './test-lead-source.js'
export { testReportType } from './test-report-type.js'
export { sampleRules, testScoringModel } from './test-scoring-model.js'
