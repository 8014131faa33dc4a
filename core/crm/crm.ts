import type { Deployment } from '../deployment/deployment.js'
import type { CrmErrors } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { BootReport } from '../registry/index.js'
import type { RuleSet } from '../rule-engine/index.js'

/** A running CRM: everything that operations need, with its life. */
export interface Crm extends Engine {
  readonly deployment: Deployment
  /** What was loaded, and what was not and why. */
  bootReport(): BootReport
  /** What is wrong with the files on disk while the last good set keeps deciding; absent when they are the ones that decide. */
  ruleProblems(): CrmErrors | undefined
  /** Reads the files again and switches if all of them are good. */
  reloadRules(): Promise<RuleSet | CrmErrors>
  /** Starts the jobs: intake of what waits, effects, timers, plugin jobs. */
  start(): Promise<void>
  /** Works until nothing is left to do now; for tests, commands and imports. */
  settle(): Promise<void>
  /** Lets running work finish, then closes the store. */
  stop(): Promise<void>
}
