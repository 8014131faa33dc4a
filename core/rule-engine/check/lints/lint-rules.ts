import type { CrmError } from '../../../errors.js'
import { lowerDatesIn } from '../../compile/lower-dates.js'
import { inFileOrder } from '../../files/in-file-order.js'
import type { SourceFile } from '../../files/source-file.js'
import type { RuleSet } from '../../rule-set.js'
import { errorOf } from '../finding.js'
import { alwaysTrue } from './always-true.js'
import { caseMissing } from './case-missing.js'
import { dedupeBroad } from './dedupe-broad.js'
import { duplicateRule } from './duplicate-rule.js'
import { elapsedMissing } from './elapsed-missing.js'
import { gradeUnreachable } from './grade-unreachable.js'
import type { Lint, LintOptions } from './lint.js'
import { lintContext } from './lint-context.js'
import { missingMatches } from './missing-matches.js'
import { neverTrue } from './never-true.js'
import { outcomeMissing } from './outcome-missing.js'
import { rowsOverlap } from './rows-overlap.js'
import { ruleCovered } from './rule-covered.js'
import { ruleExpired } from './rule-expired.js'
import { ruleUnreachable } from './rule-unreachable.js'
import { statusReach } from './status-reach.js'
import { tableIncomplete } from './table-incomplete.js'
import { targetsOrder } from './targets-order.js'
import { transitionsCircle } from './transitions-circle.js'
import { unusedName } from './unused-name.js'

/** Lints that find broken promises; what they find is an error. */
const STRICT: readonly Lint[] = [ruleCovered, tableIncomplete, rowsOverlap]

const ALL: readonly Lint[] = [
  ...STRICT,
  ruleUnreachable,
  neverTrue,
  alwaysTrue,
  missingMatches,
  elapsedMissing,
  gradeUnreachable,
  statusReach,
  outcomeMissing,
  targetsOrder,
  dedupeBroad,
  transitionsCircle,
  ruleExpired,
  duplicateRule,
  unusedName,
  caseMissing,
]

/**
 * Looks at rules that are sound for what was hardly meant: each finding with file, line and column, most of them warnings.
 * @example lintRules(files, buildRuleSet(files, vocabulary), { now: Date.now() })
 */
export function lintRules(files: readonly SourceFile[], ruleSet: RuleSet, options: LintOptions = {}): readonly CrmError[] {
  return found(ALL, files, { ruleSet, options })
}

/** Only what keeps rules from being loaded: a table that promises to be complete and is not, a row that is never reached. */
export function lintErrors(files: readonly SourceFile[], ruleSet: RuleSet): readonly CrmError[] {
  return found(STRICT, files, { ruleSet, options: {} })
}

function found(
  lints: readonly Lint[],
  files: readonly SourceFile[],
  { ruleSet, options }: { readonly ruleSet: RuleSet; readonly options: LintOptions },
): readonly CrmError[] {
  const dated = files.map((file) => lowerDatesIn(file, ruleSet.vocabulary))
  const context = lintContext(dated, ruleSet, options)
  return inFileOrder(lints.flatMap((lint) => lint(context).map(({ source, finding }) => errorOf(source, finding))))
}
