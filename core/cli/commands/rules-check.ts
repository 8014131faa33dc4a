import type { MendedFile } from '../../crm/mend-progress.js'
import { mendRules, writeMended } from '../../crm/mend-rules.js'
import type { Deployment } from '../../deployment/index.js'
import type { CrmError } from '../../errors.js'
import { lineDiff } from '../../model/text/line-diff.js'
import { textIn } from '../../model/text/localized-text.js'
import { fixIn } from '../../rule-engine/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer, note } from '../output/answer.js'
import { describeErrors, errorAsJson } from '../output/print-failure.js'
import { countRules } from '../read-parts.js'
import { mayComeFromPlugin, type TriedParts, tryParts } from '../try-parts.js'
import { deploymentOf } from '../with-crm.js'
import type { Words } from '../words/index.js'

interface CheckOptions {
  readonly fix?: boolean
  readonly dryRun?: boolean
  readonly strict?: boolean
}

/** Checks the rule files of all layers against everything they may speak of, and mends those of the deployment where asked to. */
export const rulesCheck = defineCommand<CheckOptions>({
  name: 'rules check',
  options: (command, { ruleCheck: { options } }) => {
    command.option('--fix', options.fix).option('--dry-run', options.dryRun).option('--strict', options.strict)
  },
  async run(call) {
    const { options, words } = call
    const deployment = await deploymentOf(call)
    const lintAt = Date.now()
    const before = await tryParts(deployment, { lintAt })
    const mended = options.fix || options.dryRun ? await mend(call, { deployment, parts: before }) : []
    const parts = mended.length > 0 && !options.dryRun ? await tryParts(deployment, { lintAt }) : before
    const errors = [...parts.pluginErrors, ...parts.ruleErrors]
    const warnings = parts.ruleWarnings
    const { ruleSet } = parts.loaded ?? {}
    const counted = ruleSet && { files: ruleSet.files.length, rules: countRules(ruleSet), digest: ruleSet.digest }
    const code = errors.length > 0 || (options.strict && warnings.length > 0) ? EXIT.problems : EXIT.ok
    const verdict = verdictOn({ errors, warnings }, words)
    if (verdict.length > 0) note(call, [...describeErrors([...errors, ...warnings], call.language), ...verdict].join('\n'))
    const json = {
      ok: code === EXIT.ok,
      ...counted,
      errors: asJson(errors, 'error'),
      warnings: asJson(warnings, 'warning'),
      mended,
    }
    if (counted || options.json) answer(call, { json, text: counted ? words.rules.checked(counted) : '' })
    return code
  },
})

const asJson = (mistakes: readonly CrmError[], severity: 'error' | 'warning') =>
  mistakes.map((mistake) => ({ ...errorAsJson(mistake), severity }))

/** How many there are, and how many of them one command puts right. */
function verdictOn({ errors, warnings }: Verdict, { ruleCheck }: Words): readonly string[] {
  const counted = [
    ...(errors.length > 0 ? [ruleCheck.errors(errors.length)] : []),
    ...(warnings.length > 0 ? [ruleCheck.warnings(warnings.length)] : []),
  ]
  const mendable = [...errors, ...warnings].filter(fixIn).length
  if (counted.length === 0) return []
  return [counted.join(', '), ...(mendable > 0 ? [ruleCheck.canFix(mendable)] : [])]
}

interface Verdict {
  readonly errors: readonly CrmError[]
  readonly warnings: readonly CrmError[]
}

/** Mends, says what was changed, and answers it for machines. */
async function mend(
  call: CommandCall<CheckOptions>,
  { deployment, parts }: { readonly deployment: Deployment; readonly parts: TriedParts },
): Promise<readonly object[]> {
  const { registry, pluginErrors } = parts
  const isCertain = (mistake: CrmError) => pluginErrors.length === 0 || !mayComeFromPlugin(mistake)
  const { files, circling } = await mendRules({ deployment, registry, lintAt: Date.now(), isCertain })
  const { ruleCheck: words } = call.words
  const written = call.options.dryRun ? files : await writeMended(files)
  for (const { file } of files.filter((each) => !written.includes(each))) note(call, words.changedMeanwhile(file))
  for (const file of circling) note(call, words.circling(file))
  const count = written.reduce((sum, { mended }) => sum + mended.length, 0)
  if (count > 0) note(call, (call.options.dryRun ? words.wouldFix : words.fixed)(count))
  for (const file of written) note(call, describeChange(file, call).join('\n'))
  return written.flatMap(({ mended }) => mended.map(({ mistake }) => errorAsJson(mistake)))
}

function describeChange({ file, before, after, mended }: MendedFile, { options, language }: CommandCall<CheckOptions>) {
  if (options.dryRun) return [`--- ${file}`, `+++ ${file}`, ...lineDiff(before, after)]
  return mended.map(({ mistake: { details }, title }) => {
    return `  ${[file, details.line, details.column].filter(Boolean).join(':')}: ${textIn(title, language)}`
  })
}
