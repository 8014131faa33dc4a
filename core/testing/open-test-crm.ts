import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYSTEM } from '../access/index.js'
import type { Crm } from '../crm/crm.js'
import { openCrm } from '../crm/open-crm.js'
import { type Deployment, type DeploymentConfig, defaultConfig, loadPlugins } from '../deployment/index.js'
import { CrmError } from '../errors.js'
import { record } from '../intake/capture.js'
import { decideEnvironment } from '../intake/decide-leads.js'
import type { Lead } from '../model/entities/lead.js'
import { addUser, type LeadProfile, showLead } from '../operations/index.js'
import { packageRoot } from '../package-root.js'
import type { Action, NewSubmission, Plugin } from '../plugin-api/index.js'
import { type CaseResult, type CaseRun, type Coverage, measureCoverage, readRuleFiles, runCases } from '../rule-engine/index.js'
import { fixedIds } from './fixed-ids.js'
import { type TestClock, testClock } from './test-clock.js'

/** What a test CRM is made of. */
export interface TestCrmOptions {
  /** Loaded beside the built-in ones. */
  readonly plugins?: readonly Plugin[]
  /** Folders of rule files; the base that the product ships without it. */
  readonly rules?: readonly string[]
  /** Where the clock stands at first, ISO 8601. */
  readonly start?: string
  readonly config?: Partial<DeploymentConfig>
  /** A database other than one in memory. */
  readonly connection?: string
  /** Whether external actions are kept in `actions` (the default) or performed; mails are captured in the data folder then. */
  readonly external?: 'recorded' | 'performed'
  /** Milliseconds after which no plugin is waited for; a test of one that hangs sets it low. */
  readonly pluginLimitMs?: number
  /** First eight hex digits of its ids, where two CRMs share a database. */
  readonly idPrefix?: string
}

/** An effect that would have left the CRM: kept here instead of being performed. */
export interface RecordedAction {
  readonly type: string
  readonly leadId: string
  readonly params: Readonly<Record<string, unknown>>
  readonly idempotencyKey: string
  readonly rule: string
}

/** A whole CRM in memory, with a clock and ids that a test can foresee. */
export interface TestCrm {
  readonly crm: Crm
  readonly clock: TestClock
  /** External actions in the order in which they were asked for. */
  readonly actions: readonly RecordedAction[]
  /** Records a submission of a source and works until all is decided; answers the leads it became. */
  capture(source: string, payload: unknown, submission?: Partial<NewSubmission>): Promise<readonly Lead[]>
  /** Adds a user to queues, so that somebody can own leads. */
  addUser(user: {
    name: string
    queues?: readonly string[]
    territories?: readonly string[]
    capacity?: number
    weight?: number
  }): Promise<string>
  /** Moves the clock and does what has become due. */
  pass(duration: string): Promise<void>
  settle(): Promise<void>
  profile(leadId: string): Promise<LeadProfile>
  /** Runs the cases in the folders of rules with these plugins, and measures what they show. */
  ruleCases(): Promise<{ readonly results: readonly CaseResult[]; readonly coverage: Coverage }>
  close(): Promise<void>
}

/**
 * Opens a CRM in memory with the built-in plugins and the given ones.
 * @example
 * const test = await openTestCrm({ plugins: [myScoring] })
 * const [lead] = await test.capture('api', { values: { name: 'Sara', email: 'sara@example.com' } })
 * await test.close()
 */
export async function openTestCrm(options: TestCrmOptions = {}): Promise<TestCrm> {
  const clock = testClock(options.start ?? '2026-01-05T09:00:00Z')
  const dataFolder = await mkdtemp(join(tmpdir(), 'sarnakh-test-'))
  const actions: RecordedAction[] = []
  const deployment = testDeployment(options, dataFolder)
  const plugins = [...(await loadPlugins(deployment)), ...(options.plugins ?? [])]
  const crm = await openCrm(deployment, {
    plugins: options.external === 'performed' ? plugins : plugins.map((plugin) => recording(plugin, actions)),
    migrate: 'always',
    now: clock.now,
    newId: fixedIds(options.idPrefix),
    log: () => undefined,
    ...(options.pluginLimitMs === undefined ? {} : { pluginLimitMs: options.pluginLimitMs }),
  })
  return {
    crm,
    clock,
    actions,
    capture: (source, payload, submission) => captureOne(crm, source, { channel: 'test', payload, ...submission }),
    async addUser({ name, queues = ['inbound'], ...rest }) {
      const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.com`
      const added = await addUser(crm, { actor: SYSTEM, user: { name, email, role: 'rep', ...rest }, queues })
      return added.id
    },
    async pass(duration) {
      clock.pass(duration)
      await crm.settle()
    },
    settle: () => crm.settle(),
    async profile(id) {
      const profile = await showLead(crm, { actor: SYSTEM, id })
      if (!profile) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id}.`)
      return profile
    },
    ruleCases: () => ruleCases(crm, deployment),
    async close() {
      await crm.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

function testDeployment({ rules, config, connection }: TestCrmOptions, dataFolder: string): Deployment {
  const folders = rules ?? [join(packageRoot(), 'rules')]
  return {
    folder: dataFolder,
    dataFolder,
    connection: connection ?? ':memory:',
    config: { ...defaultConfig('test'), ...config },
    layers: folders.map((folder, index) => ({ name: index === 0 ? 'base' : `layer-${index}`, folder })),
  }
}

async function ruleCases(crm: Crm, { layers }: Deployment) {
  const files = await readRuleFiles(layers)
  const run: CaseRun = { files, environmentFor: (place) => decideEnvironment(crm, place) }
  const results = await runCases(crm.rules(), files, run.environmentFor)
  return { results, coverage: await measureCoverage(crm.rules(), run) }
}

async function captureOne(crm: Crm, source: string, submission: NewSubmission): Promise<readonly Lead[]> {
  const { submissions } = await record(crm, { source, submissions: [submission] })
  await crm.settle()
  const rows = await Promise.all(submissions.map(({ submissionId }) => crm.store.journal.get(submissionId)))
  const held = rows.find((row) => row?.problem)
  if (held?.problem)
    throw new CrmError('INTAKE_FAILED', `${held.problem.code}: ${held.problem.message}`, { details: { submissionId: held.id } })
  const ids = rows.flatMap((row) => row?.leadId ?? [])
  return (await crm.store.records.getMany('lead', ids)) as readonly Lead[]
}

/** The same plugin with its external actions kept from leaving. */
function recording(plugin: Plugin, actions: RecordedAction[]): Plugin {
  if (!plugin.actions) return plugin
  const recorded = Object.entries(plugin.actions).map(([type, action]): [string, Action] => [
    type,
    action.external
      ? {
          ...action,
          perform: ({ lead, params, idempotencyKey, rule }) =>
            void actions.push({ type, leadId: lead.id, params, idempotencyKey, rule }),
        }
      : action,
  ])
  return { ...plugin, actions: Object.fromEntries(recorded) }
}
