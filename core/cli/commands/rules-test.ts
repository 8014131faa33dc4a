import { decideEnvironment } from '../../intake/decide-leads.js'
import { type CaseFailure, type CaseResult, readRuleFiles, runCases } from '../../rule-engine/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { readParts } from '../read-parts.js'
import { deploymentOf } from '../with-crm.js'

/** Runs the cases beside the rule files of all layers, with the deployment's own plugins. */
export const rulesTest = defineCommand({
  name: 'rules test',
  async run(call) {
    const deployment = await deploymentOf(call)
    const { registry, loaded } = await readParts(deployment)
    const files = await readRuleFiles(deployment.layers)
    const environment = { registry, settings: deployment.config }
    const results = await runCases(loaded.ruleSet, files, (place) => decideEnvironment(environment, place))
    const failed = results.filter(({ passed }) => !passed)
    const { rules: words } = call.words
    const verdict = failed.length === 0 ? words.passed(results.length) : words.failed(failed.length, results.length)
    answer(call, {
      json: { cases: results.length, failed: failed.length, failures: failed },
      text: [...failed.flatMap((result) => describe(result, words)), verdict].join('\n'),
    })
    return failed.length === 0 ? EXIT.ok : EXIT.problems
  },
})

type CaseWords = { readonly differs: (failure: { what: string; at: string; expected: string; actual: string }) => string }

function describe({ file, line, name, failures, problems }: CaseResult, words: CaseWords): readonly string[] {
  const differences = failures.map((failure) => words.differs(inWords(failure)))
  return [`${file}:${line}: ${name}`, ...[...differences, ...problems].map((text) => `    ${text}`)]
}

function inWords({ what, at, expected, actual }: CaseFailure) {
  return { what, at: at ?? '', expected: JSON.stringify(expected), actual: JSON.stringify(actual) ?? '–' }
}
