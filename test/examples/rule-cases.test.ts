import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readParts } from '../../core/cli/read-parts.js'
import { readDeployment } from '../../core/deployment/index.js'
import { decideEnvironment } from '../../core/intake/decide-leads.js'
import { packageRoot } from '../../core/package-root.js'
import type { Plugin } from '../../core/plugin-api/index.js'
import {
  buildRuleSet,
  type CaseRun,
  measureCoverage,
  mutationScore,
  type RuleSet,
  readRuleFiles,
  runCases,
} from '../../core/rule-engine/index.js'
import { scoringCompanySize } from '../../examples/03-scoring-plugin/company-size.js'
import { assignByCountry } from '../../examples/04-assignment-strategy/by-country.js'
import { runCommand } from '../core/cli/run-command.js'
import { environmentWith } from '../rules/base-environment.js'
import { basePlugins, vocabularyFor } from '../rules/base-vocabulary.js'

type Example = CaseRun & { readonly ruleSet: RuleSet }

const exampleFolder = (name: string) => join(packageRoot(), 'examples', name)

/** A deployment with its own plugins, as the command reads it. */
async function deployment(folder: string): Promise<Example> {
  const data = await mkdtemp(join(tmpdir(), 'sarnakh-cases-'))
  const read = await readDeployment({ folder, data, env: {} })
  const { registry, loaded } = await readParts(read)
  const environmentFor: CaseRun['environmentFor'] = (place) => decideEnvironment({ registry, settings: read.config }, place)
  return { ruleSet: loaded.ruleSet, files: await readRuleFiles(read.layers), environmentFor }
}

/** What `init` makes. */
async function madeDeployment(): Promise<Example> {
  const cwd = await mkdtemp(join(tmpdir(), 'sarnakh-made-'))
  const { code } = await runCommand(['init', 'new-client'], { cwd })
  expect(code).toBe(0)
  return deployment(join(cwd, 'new-client'))
}

/** Rules of a small program, laid over the base, with the plugin it brings. */
async function program(name: string, plugin: Plugin): Promise<Example> {
  const plugins = [...basePlugins, plugin]
  const files = await readRuleFiles([
    { name: 'base', folder: join(packageRoot(), 'rules') },
    { name, folder: join(exampleFolder(name), 'rules') },
  ])
  return { ruleSet: buildRuleSet(files, vocabularyFor(files, plugins)), files, environmentFor: environmentWith(plugins) }
}

describe.each([
  ['demo', () => deployment(exampleFolder('demo'))],
  ['education', () => deployment(exampleFolder('education'))],
  ['02-write-a-rule', () => deployment(exampleFolder('02-write-a-rule'))],
  ['a deployment as it is made', madeDeployment],
  ['03-scoring-plugin', () => program('03-scoring-plugin', scoringCompanySize)],
  ['04-assignment-strategy', () => program('04-assignment-strategy', assignByCountry)],
])('%s', (_name, read) => {
  test('does what every case beside its rules and its base says', async () => {
    const { ruleSet, files, environmentFor } = await read()
    const results = await runCases(ruleSet, files, environmentFor)
    expect(results.filter(({ passed }) => !passed)).toEqual([])
    expect(results.length).toBeGreaterThan(10)
  })

  test('shows everything its rules can do', async () => {
    const { ruleSet, ...run } = await read()
    const { percent, files } = await measureCoverage(ruleSet, run)
    expect(files.flatMap(({ gaps }) => gaps)).toEqual([])
    expect(percent).toBe(100)
  })

  test('notices nine in ten small mistakes in its rules', { timeout: 60_000 }, async () => {
    const { ruleSet, ...run } = await read()
    const { percent, files } = await mutationScore(ruleSet, run)
    const unnoticed = files.flatMap(({ survivors }) =>
      survivors.map(({ file, line, sentence }) => `${file}:${line} ${sentence.en}`),
    )
    expect({ isEnough: percent >= 90, unnoticed: percent >= 90 ? [] : unnoticed }).toEqual({ isEnough: true, unnoticed: [] })
  })
})

test('the rules that a new deployment begins with are held by the cases beside them, not by those of the base alone', async () => {
  const { ruleSet, ...run } = await madeDeployment()
  const { files } = await mutationScore(ruleSet, run)
  const own = files.filter(({ file }) => file.includes('new-client'))
  expect(own.map(({ noticed, total }) => noticed / total >= 0.9)).toEqual([true])
})
