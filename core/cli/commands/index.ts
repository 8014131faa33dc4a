import type { CliCommand } from '../cli-command.js'
import { check } from './check.js'
import { decisionReplay } from './decision-replay.js'
import { decisionsReplay } from './decisions-replay.js'
import { doctor } from './doctor.js'
import { importFile } from './import.js'
import { init } from './init.js'
import { keyAdd } from './key-add.js'
import { keyList } from './key-list.js'
import { keyRevoke } from './key-revoke.js'
import { leadShow } from './lead-show.js'
import { leadWhy } from './lead-why.js'
import { leadsCount } from './leads-count.js'
import { leadsList } from './leads-list.js'
import { leadsRescore } from './leads-rescore.js'
import { migrate } from './migrate.js'
import { plan } from './plan.js'
import { pluginNew } from './plugin-new.js'
import { report } from './report.js'
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
  leadsRescore,
  leadShow,
  leadWhy,
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
  pluginNew,
  userAdd,
  keyAdd,
  keyList,
  keyRevoke,
  doctor,
]
