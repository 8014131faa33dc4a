import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, PERMISSIONS, type Permission } from '../../../core/access/index.js'
import * as operations from '../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/index.js'

/** An operation with what it needs, and the permission it asks for. */
interface Guarded {
  readonly needs: Permission
  run(crm: TestCrm['crm'], actor: Actor): Promise<unknown>
}

async function* noFile(): AsyncIterable<Uint8Array> {}

const GUARDED: Readonly<Record<string, Guarded>> = {
  findPerson: {
    needs: 'privacy:export',
    run: (crm, actor) => operations.findPerson(crm, { actor, named: { leadId: 'x' } }),
  },
  exportPerson: {
    needs: 'privacy:export',
    run: (crm, actor) => operations.exportPerson(crm, { actor, named: { leadId: 'x' } }),
  },
  erasePerson: {
    needs: 'privacy:erase',
    run: (crm, actor) => operations.erasePerson(crm, { actor, named: { leadId: 'x' }, confirm: 'x' }),
  },
  listErasures: { needs: 'privacy:erase', run: (crm, actor) => operations.listErasures(crm, { actor }) },
  reapplyErasures: { needs: 'privacy:erase', run: (crm, actor) => operations.reapplyErasures(crm, { actor }) },
  previewRetention: { needs: 'privacy:erase', run: (crm, actor) => operations.previewRetention(crm, { actor }) },
  applyRetention: { needs: 'privacy:erase', run: (crm, actor) => operations.applyRetention(crm, { actor }) },
  recordConsent: {
    needs: 'lead:write',
    run: (crm, actor) => operations.recordConsent(crm, { actor, consent: { leadId: 'x', purpose: 'mail', given: true } }),
  },
  consentsOf: { needs: 'lead:read', run: (crm, actor) => operations.consentsOf(crm, { actor, entity: 'lead', id: 'x' }) },
  listImports: { needs: 'import:run', run: (crm, actor) => operations.listImports(crm, { actor }) },
  showImport: { needs: 'import:run', run: (crm, actor) => operations.showImport(crm, { actor, id: 'x' }) },
  openImport: {
    needs: 'import:run',
    run: (crm, actor) => operations.openImport(crm, { actor, fileName: 'x.csv', file: noFile() }),
  },
  setUpImport: { needs: 'import:run', run: (crm, actor) => operations.setUpImport(crm, { actor, id: 'x', setUp: {} }) },
  previewImport: { needs: 'import:run', run: (crm, actor) => operations.previewImport(crm, { actor, id: 'x' }) },
  startImport: { needs: 'import:run', run: (crm, actor) => operations.startImport(crm, { actor, id: 'x' }) },
  stopImport: { needs: 'import:run', run: (crm, actor) => operations.stopImport(crm, { actor, id: 'x' }) },
  resumeImport: { needs: 'import:run', run: (crm, actor) => operations.resumeImport(crm, { actor, id: 'x' }) },
  undoImport: { needs: 'import:run', run: (crm, actor) => operations.undoImport(crm, { actor, id: 'x' }) },
  runImport: { needs: 'import:run', run: (crm, actor) => operations.runImport(crm, { actor, id: 'x' }) },
  discardImport: { needs: 'import:run', run: (crm, actor) => operations.discardImport(crm, { actor, id: 'x' }) },
  importAll: { needs: 'import:run', run: (crm, actor) => operations.importAll(crm, { actor, folder: '/nowhere' }) },
  importProblems: { needs: 'import:run', run: (crm, actor) => operations.importProblems(crm, { actor, id: 'x' }) },
  failedRowsCsv: {
    needs: 'import:run',
    run: (crm, actor) => operations.failedRowsCsv(crm, { actor, id: 'x', language: 'en' }).next(),
  },
  listRoles: { needs: 'user:read', run: (crm, actor) => operations.listRoles(crm, { actor }) },
  listLeads: { needs: 'lead:read', run: (crm, actor) => operations.listLeads(crm, { actor, query: {} }) },
  countLeads: { needs: 'lead:read', run: (crm, actor) => operations.countLeads(crm, { actor, filter: {} }) },
  listQueues: { needs: 'lead:read', run: (crm, actor) => operations.listQueues(crm, { actor }) },
  openQueue: { needs: 'lead:read', run: (crm, actor) => operations.openQueue(crm, { actor, queue: 'x' }) },
  claimLead: { needs: 'lead:write', run: (crm, actor) => operations.claimLead(crm, { actor, leadId: 'x' }) },
  releaseLead: { needs: 'lead:write', run: (crm, actor) => operations.releaseLead(crm, { actor, leadId: 'x' }) },
  showLead: { needs: 'lead:read', run: (crm, actor) => operations.showLead(crm, { actor, id: 'x' }) },
  explainLead: {
    needs: 'lead:read',
    run: (crm, actor) => operations.explainLead(crm, { actor, id: 'x', wishes: { language: 'en' } }),
  },
  updateLead: { needs: 'lead:write', run: (crm, actor) => operations.updateLead(crm, { actor, id: 'x', changes: {} }) },
  convertLead: { needs: 'lead:convert', run: (crm, actor) => operations.convertLead(crm, { actor, id: 'x' }) },
  previewConversion: { needs: 'lead:convert', run: (crm, actor) => operations.previewConversion(crm, { actor, id: 'x' }) },
  mergeLeads: { needs: 'lead:merge', run: (crm, actor) => operations.mergeLeads(crm, { actor, masterId: 'x', otherId: 'y' }) },
  previewMerge: {
    needs: 'lead:merge',
    run: (crm, actor) => operations.previewMerge(crm, { actor, masterId: 'x', otherId: 'y' }),
  },
  mergeRecords: {
    needs: 'lead:merge',
    run: (crm, actor) => operations.mergeRecords(crm, { actor, entity: 'contact', masterId: 'x', otherId: 'y' }),
  },
  previewRecordMerge: {
    needs: 'lead:merge',
    run: (crm, actor) => operations.previewRecordMerge(crm, { actor, entity: 'account', masterId: 'x', otherId: 'y' }),
  },
  listDuplicates: { needs: 'lead:read', run: (crm, actor) => operations.listDuplicates(crm, { actor }) },
  findDuplicates: { needs: 'lead:read', run: (crm, actor) => operations.findDuplicates(crm, { actor, values: {} }) },
  listChanges: { needs: 'lead:read', run: (crm, actor) => operations.listChanges(crm, { actor }) },
  showChange: { needs: 'lead:read', run: (crm, actor) => operations.showChange(crm, { actor, id: 'x' }) },
  undoChangeSet: { needs: 'lead:read', run: (crm, actor) => operations.undoChangeSet(crm, { actor, id: 'x' }) },
  listPipelines: { needs: 'opportunity:read', run: async (crm, actor) => operations.listPipelines(crm, { actor }) },
  pipelineBoard: {
    needs: 'opportunity:read',
    run: async (crm, actor) =>
      operations.pipelineBoard(crm, { actor, pipeline: { id: 'x', title: { en: 'x' }, start: 'a', statuses: [] } }),
  },
  showOpportunity: { needs: 'opportunity:read', run: (crm, actor) => operations.showOpportunity(crm, { actor, id: 'x' }) },
  moveOpportunity: {
    needs: 'opportunity:write',
    run: (crm, actor) => operations.moveOpportunity(crm, { actor, id: 'x', stage: 'y' }),
  },
  planStatusMigration: {
    needs: 'status:migrate',
    run: (crm, actor) =>
      operations.planStatusMigration(crm, { actor, lifecycle: 'lead', map: {}, ownLayer: { name: 'x', folder: 'x' } }),
  },
  applyStatusMigration: {
    needs: 'status:migrate',
    run: (crm, actor) =>
      operations.applyStatusMigration(crm, { actor, lifecycle: 'lead', map: {}, ownLayer: { name: 'x', folder: 'x' } }),
  },
  logActivity: {
    needs: 'lead:write',
    run: (crm, actor) => operations.logActivity(crm, { actor, activity: { leadId: 'x', type: 'note' } }),
  },
  runReport: { needs: 'report:run', run: (crm, actor) => operations.runReport(crm, { actor, type: 'workload' }) },
  listSchedules: { needs: 'report:schedule', run: (crm, actor) => operations.listSchedules(crm, { actor }) },
  scheduleReport: {
    needs: 'report:schedule',
    run: (crm, actor) =>
      operations.scheduleReport(crm, {
        actor,
        values: { report: 'workload', every: 'day', timeOfDay: '08:00', recipients: ['a@example.com'] },
      }),
  },
  pauseSchedule: {
    needs: 'report:schedule',
    run: (crm, actor) => operations.pauseSchedule(crm, { actor, id: 'none', active: false }),
  },
  removeSchedule: { needs: 'report:schedule', run: (crm, actor) => operations.removeSchedule(crm, { actor, id: 'none' }) },
  listEffects: { needs: 'outbox:read', run: (crm, actor) => operations.listEffects(crm, { actor }) },
  retryEffect: { needs: 'outbox:retry', run: (crm, actor) => operations.retryEffect(crm, { actor, id: 'x' }) },
  seeToday: { needs: 'lead:read', run: (crm, actor) => operations.seeToday(crm, { actor, mine: false }) },
  listOpenTasks: { needs: 'lead:read', run: (crm, actor) => operations.listOpenTasks(crm, { actor }) },
  addTask: { needs: 'task:write', run: (crm, actor) => operations.addTask(crm, { actor, values: { subject: 'x' } }) },
  changeTask: { needs: 'task:write', run: (crm, actor) => operations.changeTask(crm, { actor, id: 'x', changes: {} }) },
  snoozeTask: { needs: 'task:write', run: (crm, actor) => operations.snoozeTask(crm, { actor, id: 'x', until: 0 }) },
  timelineOf: { needs: 'contact:read', run: (crm, actor) => operations.timelineOf(crm, { actor, entity: 'contact', id: 'x' }) },
  sevenAnswers: { needs: 'lead:read', run: (crm, actor) => operations.sevenAnswers(crm, { actor, id: 'x' }) },
  listSegments: { needs: 'lead:read', run: (crm, actor) => operations.listSegments(crm, { actor }) },
  setMembership: {
    needs: 'lead:write',
    run: (crm, actor) => operations.setMembership(crm, { actor, segment: 'x', leadId: 'x', isMember: true }),
  },
  setupChecklist: {
    needs: 'rule:read',
    run: (crm, actor) => operations.setupChecklist(crm, { actor, standing: { sendsMail: false } }),
  },
  isSetupOpen: { needs: 'rule:read', run: (crm, actor) => operations.isSetupOpen(crm, { actor }) },
  confirmSetup: { needs: 'user:write', run: (crm, actor) => operations.confirmSetup(crm, { actor, what: 'backup' }) },
  listRecords: {
    needs: 'account:read',
    run: (crm, actor) => operations.listRecords(crm, { actor, entity: 'account', query: {} }),
  },
  countRecords: {
    needs: 'account:read',
    run: (crm, actor) => operations.countRecords(crm, { actor, entity: 'account', filter: {} }),
  },
  showRecord: { needs: 'account:read', run: (crm, actor) => operations.showRecord(crm, { actor, entity: 'account', id: 'x' }) },
  recordHistory: {
    needs: 'account:read',
    run: (crm, actor) => operations.recordHistory(crm, { actor, entity: 'account', id: 'x' }),
  },
  putDocument: { needs: 'document:write', run: (crm, actor) => operations.putDocument(crm, { actor, told: { values: {} } }) },
  completeTask: { needs: 'task:write', run: (crm, actor) => operations.completeTask(crm, { actor, id: 'x' }) },
  listSubmissions: { needs: 'journal:read', run: (crm, actor) => operations.listSubmissions(crm, { actor, query: {} }) },
  showSubmission: { needs: 'journal:read', run: (crm, actor) => operations.showSubmission(crm, { actor, id: 'x' }) },
  sourceHealth: { needs: 'journal:read', run: (crm, actor) => operations.sourceHealth(crm, { actor }) },
  replaySubmissions: { needs: 'journal:replay', run: (crm, actor) => operations.replaySubmissions(crm, { actor, ids: [] }) },
  listUsers: { needs: 'user:read', run: (crm, actor) => operations.listUsers(crm, { actor }) },
  addUser: {
    needs: 'user:write',
    run: (crm, actor) => operations.addUser(crm, { actor, user: { name: 'A', email: 'a@example.com', role: 'rep' } }),
  },
  changeUser: {
    needs: 'user:write',
    run: (crm, actor) => operations.changeUser(crm, { actor, id: 'x', changes: { away: true } }),
  },
  listApiKeys: { needs: 'user:read', run: (crm, actor) => operations.listApiKeys(crm, { actor }) },
  createApiKey: {
    needs: 'user:write',
    run: (crm, actor) => operations.createApiKey(crm, { actor, name: 'k', scopes: ['capture'] }),
  },
  switchPlugin: {
    needs: 'plugin:switch',
    run: (crm, actor) => operations.switchPlugin(crm, { actor, plugin: 'x', state: 'off' }),
  },
  publishRules: { needs: 'rule:publish', run: (crm, actor) => operations.publishRules(crm, { actor }) },
  returnRules: { needs: 'rule:publish', run: (crm, actor) => operations.returnRules(crm, { actor }) },
  listPublications: { needs: 'rule:read', run: (crm, actor) => operations.listPublications(crm, { actor }) },
  showPublication: { needs: 'rule:read', run: (crm, actor) => operations.showPublication(crm, { actor, name: '1' }) },
  compareRules: {
    needs: 'rule:read',
    run: (crm, actor) => operations.compareRules(crm, { actor, before: 'published', after: 'working' }),
  },
  rulesStatus: { needs: 'rule:read', run: (crm, actor) => operations.rulesStatus(crm, { actor }) },
  replayDecision: { needs: 'lead:read', run: (crm, actor) => operations.replayDecision(crm, { actor, id: 'x' }) },
  replayDecisions: { needs: 'lead:read', run: (crm, actor) => operations.replayDecisions(crm, { actor, since: 0 }) },
  verifyRules: { needs: 'lead:read', run: (crm, actor) => operations.verifyRules(crm, { actor }) },
  measureImpact: {
    needs: 'rule:read',
    run: (crm, actor) => operations.measureImpact(crm, { actor, rules: { before: crm.rules(), after: crm.rules() } }),
  },
  rescoreLeads: { needs: 'rule:publish', run: (crm, actor) => operations.rescoreLeads(crm, { actor }) },
  listEndpoints: { needs: 'webhook:read', run: (crm, actor) => operations.listEndpoints(crm, { actor }) },
  addEndpoint: {
    needs: 'webhook:write',
    run: (crm, actor) => operations.addEndpoint(crm, { actor, endpoint: { url: 'https://example.com', events: ['*'] } }),
  },
  switchEndpoint: {
    needs: 'webhook:write',
    run: (crm, actor) => operations.switchEndpoint(crm, { actor, id: 'x', state: 'on' }),
  },
  renewSecret: { needs: 'webhook:write', run: (crm, actor) => operations.renewSecret(crm, { actor, id: 'x' }) },
  listDeliveries: { needs: 'webhook:read', run: (crm, actor) => operations.listDeliveries(crm, { actor }) },
  trainScoring: { needs: 'rule:publish', run: (crm, actor) => operations.trainScoring(crm, { actor, scoring: 'x' }) },
  explainAccess: {
    needs: 'user:read',
    run: (crm, actor) => operations.explainAccess(crm, { actor, userId: 'x', entity: 'lead', id: 'x' }),
  },
  redeliver: { needs: 'webhook:write', run: (crm, actor) => operations.redeliver(crm, { actor, id: 'x' }) },
  ingestActivities: { needs: 'lead:write', run: (crm, actor) => operations.ingestActivities(crm, { actor, rows: [] }) },
  seeChannels: { needs: 'journal:read', run: (crm, actor) => operations.seeChannels(crm, { actor }) },
  renewCalendarKey: { needs: 'user:write', run: (crm, actor) => operations.renewCalendarKey(crm, { actor, userId: 'x' }) },
  revokeCalendarKey: { needs: 'user:write', run: (crm, actor) => operations.revokeCalendarKey(crm, { actor, userId: 'x' }) },
  hasCalendarKey: { needs: 'user:write', run: (crm, actor) => operations.hasCalendarKey(crm, { actor, userId: 'x' }) },
  createRecord: {
    needs: 'account:write',
    run: (crm, actor) => operations.createRecord(crm, { actor, entity: 'account', values: { name: 'x' } }),
  },
  changeRecord: {
    needs: 'account:write',
    run: (crm, actor) => operations.changeRecord(crm, { actor, entity: 'account', id: 'x', changes: {}, expectedVersion: 1 }),
  },
  removeRecord: {
    needs: 'account:write',
    run: (crm, actor) => operations.removeRecord(crm, { actor, entity: 'account', id: 'x' }),
  },
  enrolByHand: {
    needs: 'sequence:write',
    run: (crm, actor) => operations.enrolByHand(crm, { actor, leadId: 'x', sequence: 'y' }),
  },
  exitByHand: {
    needs: 'sequence:write',
    run: (crm, actor) => operations.exitByHand(crm, { actor, leadId: 'x', sequence: 'y' }),
  },
  listMails: { needs: 'sequence:read', run: async (crm, actor) => operations.listMails(crm, { actor }) },
  previewMail: {
    needs: 'sequence:read',
    run: (crm, actor) => operations.previewMail(crm, { actor, template: 'x', leadId: 'y' }),
  },
  listSequences: {
    needs: 'sequence:read',
    run: (crm, actor) => operations.listSequences(crm, { actor }),
  },
  showSequence: {
    needs: 'sequence:read',
    run: (crm, actor) => operations.showSequence(crm, { actor, id: 'x' }),
  },
  leadEnrolments: {
    needs: 'sequence:read',
    run: (crm, actor) => operations.leadEnrolments(crm, { actor, leadId: 'x' }),
  },
  listSuppressions: {
    needs: 'sequence:read',
    run: (crm, actor) => operations.listSuppressions(crm, { actor }),
  },
  addSuppressions: {
    needs: 'sequence:write',
    run: (crm, actor) => operations.addSuppressions(crm, { actor, addresses: [] }),
  },
  removeSuppression: {
    needs: 'sequence:write',
    run: (crm, actor) => operations.removeSuppression(crm, { actor, address: 'a@example.com' }),
  },
  revokeApiKey: { needs: 'user:write', run: (crm, actor) => operations.revokeApiKey(crm, { actor, id: 'x' }) },
}

/** Exported functions that ask nobody, each with its reason. */
const UNGUARDED: Readonly<Record<string, string>> = {
  accuracyOf: 'reads figures out of a rule file',
  learns: 'names what a model can',
  retrained: 'figures of a model, no leads, for a page that has asked',
  responseStanding: 'counts from a lead that its caller may see',
  readSubscription: 'the signed link is the proof: it went to that address alone',
  unsubscribe: 'the signed link is the proof: it went to that address alone',
  resubscribe: 'the signed link is the proof: it went to that address alone',
  personHtml: 'writes what was exported',
  grantsOf: 'is how an actor comes to be',
  knownRoles: 'names of roles, which every form of a user shows',
  mayCount: 'answers what an actor may',
  seenBy: 'narrows to what an actor sees',
  withFieldsClosed: 'narrows to what an actor sees',
  createTask: 'an effect of a rule, through a plugin that may act',
  notify: 'an effect of a rule, through a plugin that may act',
  changeByRule: 'an effect of a rule, through a plugin that may act',
  createOpportunityByRule: 'an effect of a rule, through a plugin that may act',
  lapseCustomer: 'an effect of a rule, through a plugin that may act',
  listTasks: 'asks for lead:read or task:write; met in test/features/access.test.ts',
  readNotification: 'only for the user it belongs to',
  allNotifications: 'a user reads their own',
  countUnread: 'a user reads their own, the caller names who is signed in',
  changeMySettings: 'only for oneself',
  mySettings: 'only for oneself',
  listNotifications: 'a user reads their own, the caller names who is signed in',
  findApiKey: 'stands before there is an actor',
  isKnownDevice: 'stands before there is an actor',
  rememberDevice: 'done for whoever has just signed in',
  seedDemo: 'a command on the own machine',
  writeAudit: 'done by operations that have asked',
  calendarUser: 'stands before there is an actor: the key is the proof',
  calendarOf: 'shows a user their own tasks, the caller has opened with their key',
  newUserRecord: 'makes a record, writes nothing',
  bandText: 'words a range of scores',
  impactSummary: 'reads an impact that was measured',
  rulesToCompare: 'reads rules, no leads',
  answeredInMemory: 'reads rules, no leads',
  exportAll: 'asks for export:run and for reading the entity; met in test/features/import-pages.test.ts',
  exportColumns: 'names fields',
  exportCsv: 'asks for export:run and for reading the entity; met in test/features/import-pages.test.ts',
  exportSheet: 'asks for export:run and for reading the entity; met in test/features/import-pages.test.ts',
  mappedColumns: 'compares names that its caller has',
  unusedColumns: 'compares names that its caller has',
  requireImportEntity: 'reads a text',
  sourceTitles: 'names of sources, which every list of leads shows',
  transitionWords: 'words a transition',
  mappingFileText: 'writes what its caller has',
  missingColumns: 'compares names that its caller has',
  importPlan: 'reads a record that its caller has',
  parseConditions: 'reads a text',
  requireExportEntity: 'reads a text',
  stagesLeftOut: 'reads a list',
  suggestMapping: 'looks at names of columns',
  refuseMistakes: 'reads rules, no leads',
  recordName: 'reads a record that was given',
  recordNames: 'names behind ids, for operations that have asked',
  fieldOrigins: 'reads a history that was given',
  isKeptEntity: 'reads a name',
  isOverdue: 'compares two instants',
  readPermission: 'names a permission',
  writePermission: 'names a permission',
  valueText: 'reads a report that was run',
  reportTable: 'reads a report that was run',
  reportCsv: 'reads a report that was run',
  reportParams: 'reads a declaration',
  reportType: 'reads a declaration',
}

const exported = Object.entries(operations).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))

let opened: TestCrm
beforeAll(async () => {
  opened = await openTestCrm()
})
afterAll(() => opened.close())

test('every exported function is in one of the two tables', () => {
  expect([...Object.keys(GUARDED), ...Object.keys(UNGUARDED)].sort()).toEqual([...exported].sort())
})

describe.each(Object.entries(GUARDED))('%s', (_name, { needs, run }) => {
  test('refuses an actor who may do everything else', async () => {
    const actor: Actor = { kind: 'key', id: 'k', scopes: PERMISSIONS.filter((permission) => permission !== needs) }
    await expect(run(opened.crm, actor)).rejects.toMatchObject({ code: 'ACCESS_DENIED', details: { permission: needs } })
  })

  test('lets an actor through who has that permission alone', async () => {
    const outcome = run(opened.crm, { kind: 'key', id: 'k', scopes: [needs] })
    const code = await outcome.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )
    expect(code).not.toBe('ACCESS_DENIED')
  })
})
