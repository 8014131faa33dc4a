import { basename } from 'node:path'
import { watch } from 'chokidar'
import type { Crm } from '../crm/crm.js'
import { asError, CrmErrors } from '../errors.js'
import type { CommandCall } from './cli-command.js'
import { note } from './output/answer.js'
import { describeErrors, errorsIn } from './output/print-failure.js'

const QUIET_MS = 200

/** Looking after rule files, until it is closed. */
export interface RuleWatch {
  /** Looks away, after a reload that is under way. */
  close(): Promise<void>
}

/** Loads the rules again whenever their files change; a set with a mistake is told about and does not count. */
export function watchRules(call: CommandCall, crm: Crm): RuleWatch {
  const folders = crm.deployment.layers.filter(({ name }) => name !== 'base').map(({ folder }) => folder)
  const stability = { stabilityThreshold: QUIET_MS, pollInterval: QUIET_MS / 4 }
  const watcher = watch(folders, { ignoreInitial: true, awaitWriteFinish: stability, ignored: isForeign })
  let waiting: NodeJS.Timeout | undefined
  let reloading: Promise<void> = Promise.resolve()
  watcher.on('all', (_, path) => {
    if (!path.endsWith('.json')) return
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      reloading = reloading.then(() => reload(call, crm))
    }, QUIET_MS)
  })
  watcher.on('error', (error) => note(call, call.words.start.notWatching(asError(error).message)))
  return {
    async close() {
      await watcher.close()
      clearTimeout(waiting)
      await reloading
    },
  }
}

/** Editors write hidden files beside the one that is edited. */
const isForeign = (path: string): boolean => basename(path).startsWith('.') || basename(path) === 'node_modules'

async function reload(call: CommandCall, crm: Crm): Promise<void> {
  const { start: words } = call.words
  if (crm.ruleShelf.from === 'published') return tellUnpublished(call, crm)
  const before = crm.rules().digest
  const wasRefused = crm.ruleProblems() !== undefined
  const outcome = await crm.reloadRules()
  if (outcome instanceof CrmErrors) note(call, [words.refused, ...describeErrors(outcome.errors, call.language)].join('\n'))
  else if (wasRefused) note(call, words.inForceAgain(outcome.digest))
  else if (outcome.digest !== before) note(call, words.reloaded(outcome.digest))
}

/** Where published rules decide, a saved file only waits to be published. */
async function tellUnpublished(call: CommandCall, crm: Crm): Promise<void> {
  const { start: words } = call.words
  try {
    const { digest } = (await crm.ruleShelf.working()).ruleSet
    if (digest !== crm.rules().digest) note(call, words.notPublished(digest))
  } catch (thrown) {
    note(call, [words.refused, ...describeErrors(errorsIn(thrown), call.language)].join('\n'))
  }
}
