import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { decideEnvironment } from '../../intake/decide-leads.js'
import { formatNumber } from '../../model/text/format-number.js'
import {
  type CaseLayer,
  type CaseProgress,
  type CaseRun,
  measureCoverage,
  mutationScore,
  placeCases,
  proposeCases,
  type RuleSet,
  readRuleFiles,
  runCases,
} from '../../rule-engine/index.js'
import { type CommandCall, defineCommand, EXIT, type ExitCode } from '../cli-command.js'
import { describeCase } from '../describe-cases.js'
import { describeCoverage, describeMutation } from '../describe-measures.js'
import { describeProposals } from '../describe-proposals.js'
import { answer } from '../output/answer.js'
import { createProgress } from '../output/progress.js'
import { parseCount } from '../parse-arguments.js'
import { readParts } from '../read-parts.js'
import { deploymentOf } from '../with-crm.js'

interface TestOptions {
  readonly coverage?: boolean
  readonly mutate?: boolean
  readonly propose?: boolean
  readonly write?: boolean
  readonly threshold?: string
}

/** Runs the cases beside the rule files of all layers, with the deployment's own plugins, and measures how much they prove. */
export const rulesTest = defineCommand<TestOptions>({
  name: 'rules test',
  options: (command, words) => {
    command
      .option('--coverage', words.ruleCases.options.coverage)
      .option('--mutate', words.ruleCases.options.mutate)
      .option('--propose', words.ruleCases.options.propose)
      .option('--write', words.ruleCases.options.write)
      .option('--threshold <percent>', words.ruleCases.options.threshold)
  },
  async run(call) {
    thresholdOf(call, 0)
    const measuring = await readRun(call)
    const { ruleSet, run } = measuring
    const results = await runCases(ruleSet, run.files, run.environmentFor)
    const failed = results.filter(({ passed }) => !passed)
    const { ruleCases: words } = call.words
    const verdict = failed.length === 0 ? words.passed(results.length) : words.failed(failed.length, results.length)
    const measured = failed.length === 0 ? await measure(call, measuring) : NOTHING_MEASURED
    answer(call, {
      json: { cases: results.length, failed: failed.length, failures: failed, ...measured.json },
      text: [...failed.flatMap((result) => describeCase(result, call)), verdict, ...measured.lines].join('\n'),
    })
    return failed.length === 0 ? measured.exit : EXIT.problems
  },
})

async function readRun(call: CommandCall<TestOptions>): Promise<Measuring> {
  const deployment = await deploymentOf(call)
  const { registry, loaded } = await readParts(deployment)
  const environment = { registry, settings: deployment.config }
  const run: CaseRun = {
    files: await readRuleFiles(deployment.layers),
    environmentFor: (place) => decideEnvironment(environment, place),
    onProgress: progressOf(call),
  }
  const layer = { name: deployment.config.id, folder: join(deployment.folder, 'rules') }
  return { ruleSet: loaded.ruleSet, run, layer }
}

interface Measured {
  readonly json: Readonly<Record<string, unknown>>
  readonly lines: readonly string[]
  readonly exit: ExitCode
}

const NOTHING_MEASURED: Measured = { json: {}, lines: [], exit: EXIT.ok }

interface Measuring {
  readonly ruleSet: RuleSet
  readonly run: CaseRun
  /** Where proposed cases go. */
  readonly layer: CaseLayer
}

/** Measures what was asked for; what falls short of its threshold ends the command with 1. */
async function measure(call: CommandCall<TestOptions>, measuring: Measuring): Promise<Measured> {
  const parts = [
    ...(call.options.coverage ? [await coverageOf(call, measuring)] : []),
    ...(call.options.mutate ? [await mutationOf(call, measuring)] : []),
    ...(call.options.propose || call.options.write ? [await proposed(call, measuring)] : []),
  ]
  return {
    json: Object.assign({}, ...parts.map(({ json }) => json)),
    lines: parts.flatMap(({ lines }) => lines),
    exit: parts.some(({ exit }) => exit !== EXIT.ok) ? EXIT.problems : EXIT.ok,
  }
}

async function coverageOf(call: CommandCall<TestOptions>, { ruleSet, run }: Measuring): Promise<Measured> {
  const coverage = await measureCoverage(ruleSet, run)
  return held(call, { percent: coverage.percent, least: 100 }, { json: { coverage }, lines: describeCoverage(coverage, call) })
}

async function mutationOf(call: CommandCall<TestOptions>, { ruleSet, run }: Measuring): Promise<Measured> {
  const score = await mutationScore(ruleSet, run)
  return held(call, { percent: score.percent, least: 90 }, { json: { mutation: score }, lines: describeMutation(score, call) })
}

/** Proposals are shown, or written where that was asked for; there is nothing in them to fall short of. */
async function proposed(call: CommandCall<TestOptions>, { ruleSet, run, layer }: Measuring): Promise<Measured> {
  const proposals = await proposeCases(ruleSet, run)
  const placed = placeCases(proposals.proposed, { files: run.files, layer })
  if (call.options.write) for (const { file, text } of placed) await writeCases(file, text)
  const cases = proposals.proposed.map(({ theCase, remarks, about }) => ({ about: about.file, remarks, case: theCase }))
  const files = placed.map(({ file, count }) => ({ file, count }))
  return {
    json: { proposals: { cases, files, open: proposals.open, written: call.options.write === true } },
    lines: describeProposals({ ...proposals, placed, isWritten: call.options.write === true }, call),
    exit: EXIT.ok,
  }
}

async function writeCases(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** What was asked for, or else the usual. */
function thresholdOf({ options: { threshold } }: CommandCall<TestOptions>, least: number): number {
  return threshold === undefined ? least : parseCount('--threshold', threshold, { min: 0, max: 100 })
}

function held(
  call: CommandCall<TestOptions>,
  { percent, least }: { readonly percent: number; readonly least: number },
  { json, lines }: Omit<Measured, 'exit'>,
): Measured {
  const threshold = thresholdOf(call, least)
  if (percent >= threshold) return { json, lines, exit: EXIT.ok }
  const shown = (count: number) => formatNumber(count, call.language)
  return { json, lines: [...lines, call.words.ruleCases.below(shown(percent), shown(threshold))], exit: EXIT.problems }
}

/** Draws how far the work has come, on the stream beside the result; what is done leaves the bar full. */
function progressOf({ io, words, language }: CommandCall): (progress: CaseProgress) => void {
  const bar = createProgress(io.stderr, Date.now)
  const shown = (count: number) => formatNumber(count, language)
  return ({ step, done, of }) => {
    const text = words.ruleCases[step](shown(done), shown(of))
    if (done === of && io.stderr.isTTY) bar.end(text)
    else bar.show(done / of, text)
  }
}
