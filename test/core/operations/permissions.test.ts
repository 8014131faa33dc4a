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
  listLeads: { needs: 'lead:read', run: (crm, actor) => operations.listLeads(crm, { actor, query: {} }) },
  countLeads: { needs: 'lead:read', run: (crm, actor) => operations.countLeads(crm, { actor, filter: {} }) },
  showLead: { needs: 'lead:read', run: (crm, actor) => operations.showLead(crm, { actor, id: 'x' }) },
  explainLead: {
    needs: 'lead:read',
    run: (crm, actor) => operations.explainLead(crm, { actor, id: 'x', wishes: { language: 'en' } }),
  },
  updateLead: { needs: 'lead:write', run: (crm, actor) => operations.updateLead(crm, { actor, id: 'x', changes: {} }) },
  logActivity: {
    needs: 'lead:write',
    run: (crm, actor) => operations.logActivity(crm, { actor, activity: { leadId: 'x', type: 'note' } }),
  },
  importLeads: {
    needs: 'import:run',
    run: (crm, actor) => operations.importLeads(crm, { actor, mapping: 'x', file: noFile() }),
  },
  runReport: { needs: 'report:run', run: (crm, actor) => operations.runReport(crm, { actor, type: 'workload' }) },
  seeToday: { needs: 'lead:read', run: (crm, actor) => operations.seeToday(crm, { actor, mine: false }) },
  listOpenTasks: { needs: 'lead:read', run: (crm, actor) => operations.listOpenTasks(crm, { actor }) },
  completeTask: { needs: 'task:write', run: (crm, actor) => operations.completeTask(crm, { actor, id: 'x' }) },
  readNotification: { needs: 'lead:read', run: (crm, actor) => operations.readNotification(crm, { actor, id: 'x' }) },
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
  revokeApiKey: { needs: 'user:write', run: (crm, actor) => operations.revokeApiKey(crm, { actor, id: 'x' }) },
}

/** Exported functions that ask nobody, each with its reason. */
const UNGUARDED: Readonly<Record<string, string>> = {
  createTask: 'an effect of a rule, through a plugin that may act',
  notify: 'an effect of a rule, through a plugin that may act',
  listNotifications: 'a user reads their own, the caller names who is signed in',
  findApiKey: 'stands before there is an actor',
  isKnownDevice: 'stands before there is an actor',
  rememberDevice: 'done for whoever has just signed in',
  seedDemo: 'a command on the own machine',
  writeAudit: 'done by operations that have asked',
  newUserRecord: 'makes a record, writes nothing',
  bandText: 'words a range of scores',
  impactSummary: 'reads an impact that was measured',
  rulesToCompare: 'reads rules, no leads',
  answeredInMemory: 'reads rules, no leads',
  parseConditions: 'reads a text',
  refuseMistakes: 'reads rules, no leads',
  valueText: 'reads a report that was run',
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
