import type { CliCommand } from '../cli-command.js'
import { check } from './check.js'
import { doctor } from './doctor.js'
import { importFile } from './import.js'
import { init } from './init.js'
import { keyAdd } from './key-add.js'
import { keyList } from './key-list.js'
import { keyRevoke } from './key-revoke.js'
import { leadShow } from './lead-show.js'
import { leadsCount } from './leads-count.js'
import { leadsList } from './leads-list.js'
import { migrate } from './migrate.js'
import { plan } from './plan.js'
import { pluginNew } from './plugin-new.js'
import { report } from './report.js'
import { rulesCheck } from './rules-check.js'
import { rulesTest } from './rules-test.js'
import { start } from './start.js'
import { userAdd } from './user-add.js'

/** All commands, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  init,
  start,
  check,
  plan,
  migrate,
  importFile,
  report,
  leadsList,
  leadsCount,
  leadShow,
  rulesCheck,
  rulesTest,
  pluginNew,
  userAdd,
  keyAdd,
  keyList,
  keyRevoke,
  doctor,
]
