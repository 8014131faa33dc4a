import { beforeAll, describe, expect, test } from 'vitest'
import {
  buildRuleSet,
  type CaseResult,
  measureCoverage,
  mutationScore,
  type RuleSet,
  readRuleFiles,
  runCases,
  type SourceFile,
} from '../../core/rule-engine/index.js'
import { baseEnvironment } from './base-environment.js'
import { vocabularyFor } from './base-vocabulary.js'

const folder = new URL('../../rules', import.meta.url).pathname

describe('the base rules', () => {
  let files: readonly SourceFile[]
  let ruleSet: RuleSet
  let results: readonly CaseResult[]

  beforeAll(async () => {
    files = await readRuleFiles([{ name: 'base', folder }])
    ruleSet = buildRuleSet(files, vocabularyFor(files))
    results = await runCases(ruleSet, files, baseEnvironment)
  })

  test('do what every case beside them says', () => {
    const failed = results
      .filter(({ passed }) => !passed)
      .map(({ file, line, name, failures, problems }) => ({ at: `${file}:${line}`, name, failures, problems }))
    expect(failed).toEqual([])
    expect(results.length).toBeGreaterThan(60)
  })

  test('show in their cases everything they can do', async () => {
    const { percent, files: measured } = await measureCoverage(ruleSet, { files, environmentFor: baseEnvironment })
    expect(measured.flatMap(({ gaps }) => gaps)).toEqual([])
    expect(percent).toBe(100)
  })

  test('have cases that notice nine in ten small mistakes', { timeout: 60_000 }, async () => {
    const { percent, total, files: tried } = await mutationScore(ruleSet, { files, environmentFor: baseEnvironment })
    const unnoticed = tried.flatMap(({ survivors }) =>
      survivors.map(({ file, line, sentence }) => `${file}:${line} ${sentence.en}`),
    )
    expect(total).toBeGreaterThan(200)
    expect({ isEnough: percent >= 90, unnoticed: percent >= 90 ? [] : unnoticed }).toEqual({ isEnough: true, unnoticed: [] })
  })

  test('have cases for every rule, row and status move', () => {
    const groups = [...ruleSet.scoring, ...ruleSet.transitions, ...ruleSet.routing, ...ruleSet.automations]
    const rules: readonly string[] = groups.flatMap(({ rules }) => rules.map(({ id }) => id))
    const names = results.map(({ name }) => name)
    expect(rules.filter((id) => !names.some((name) => name.startsWith(id)))).toEqual([])
  })

  test('have titles in English and Persian everywhere', () => {
    const titled = (value: unknown): unknown[] =>
      typeof value !== 'object' || value === null ? [] : 'en' in value ? [value] : Object.values(value).flatMap(titled)
    const texts = files.flatMap(({ value }) => titled(value)) as { en: string; fa?: string }[]
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter(({ fa }) => !fa)).toEqual([])
  })

  test('decide alike on the compiled engine and on json-rules-engine', async () => {
    const reference = await runCases(ruleSet, files, (place) => ({ ...baseEnvironment(place), engine: 'reference' }))
    expect(reference).toEqual(results)
  })
})
