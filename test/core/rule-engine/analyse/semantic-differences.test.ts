import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../core/errors.js'
import { type RuleEntry, ruleEntries } from '../../../../core/rule-engine/analyse/rule-entries.js'
import {
  buildRuleSet,
  type RuleSet,
  readRuleFiles,
  type SemanticDifference,
  type SourceFile,
  semanticDifferences,
} from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { rulesOf, sourceOf, when } from '../rules-for-test.js'
import { holdsAt } from './analysis-for-test.js'
import { editsOf } from './seeded-edits.js'

const route = (rules: readonly object[]): RuleSet => rulesOf({ routing: { rules } })
const to = (queue: string) => ({ then: { queue } })

test('the same rules differ nowhere', () => {
  const rules = route([{ id: 'all', ...to('sales') }])
  expect(semanticDifferences(rules, rules)).toEqual([])
})

test('a threshold that moves by one has the one record between as witness', () => {
  const rulesFrom = (size: number) =>
    route([
      { id: 'named', conditions: when('$.company', 'equal', `c${size}`), ...to('desk') },
      { id: 'all', ...to('sales') },
    ])
  expect(semanticDifferences(rulesFrom(1), rulesFrom(2))).toMatchObject([
    {
      kind: 'routing',
      file: 'routing',
      rule: 'named',
      change: 'edited',
      exact: true,
      witness: { before: { then: { queue: 'desk' } }, after: { then: { queue: 'sales' } } },
    },
  ])
})

test('conditions that are written otherwise and mean the same are no difference, for certain', () => {
  const open = when('$.status', 'in', ['new', 'working'])
  const notClosed = when('$.status', 'notIn', ['won', 'lost'])
  const rulesWith = (conditions: object) =>
    route([
      { id: 'open', conditions, ...to('desk') },
      { id: 'all', ...to('sales') },
    ])
  const [difference] = semanticDifferences(rulesWith(open), rulesWith(notClosed))
  expect(difference).toMatchObject({ rule: 'open', exact: true })
  expect(difference).not.toHaveProperty('witness')
})

test('rules that changed places differ where both hold, and only where they send a lead elsewhere', () => {
  const first = { id: 'a', conditions: when('$.city', 'equal', 'Shiraz'), ...to('desk') }
  const second = { id: 'b', conditions: when('$.company', 'present', true), ...to('sales') }
  const [moved, ...others] = semanticDifferences(route([first, second]), route([second, first]))
  expect([moved?.change, others]).toEqual(['moved', []])
  expect(moved?.witness?.point).toMatchObject({ 'lead$.city': 'Shiraz' })
  const same = { ...second, ...to('desk') }
  expect(semanticDifferences(route([first, same]), route([same, first]))[0]).not.toHaveProperty('witness')
})

test('an end of validity has an instant as witness', () => {
  const until = (at: string) =>
    rulesOf({
      routing: {
        rules: [
          { id: 'sale', effective: { until: at }, ...to('desk') },
          { id: 'all', ...to('sales') },
        ],
      },
    })
  const [difference] = semanticDifferences(until('2026-03-01T00:00:00Z'), until('2026-04-01T00:00:00Z'))
  const now = Number(difference?.witness?.point['now'])
  expect(now).toBeGreaterThanOrEqual(Date.parse('2026-03-01'))
  expect(now).toBeLessThan(Date.parse('2026-04-01'))
})

const root = join(import.meta.dirname, '../../../..')
const deployments = { base: ['rules'], education: ['rules', 'examples/education/rules'] }

/** Bounds of the total that no lead reaches, because its groups are bounded already. */
// Bounds that no lead reaches; a rule that is switched off; rules about customers, of whom no lead is a witness.
const MEANS_NOTHING =
  /lead-score\.scoring\.json score\.(min|max): |follow-up\.automation\.json (without )?rules\.1|customers\.automation\.json /

describe.each(Object.entries(deployments))('every seeded edit of the %s rules', (_, folders) => {
  test('has a witness that differs on json-rules-engine, or is proven to mean nothing', async () => {
    const files = await readRuleFiles(folders.map((folder) => ({ name: folder, folder: join(root, folder) })))
    const old = buildRuleSet(files, vocabularyFor(files))
    const tally = { differ: 0, same: [] as string[] }
    for (const { name, rules } of editedSets(files)) {
      const differences = semanticDifferences(old, rules)
      const witnessed = differences.filter(({ witness }) => witness)
      for (const difference of witnessed) expect(await differsOnReference(difference, { old, rules }), name).toBe(true)
      tally.differ += witnessed.length > 0 ? 1 : 0
      if (witnessed.length === 0) {
        expect(
          differences.filter(({ exact }) => !exact),
          name,
        ).toEqual([])
        tally.same.push(name)
      }
    }
    expect(tally.differ).toBeGreaterThan(60)
    expect(tally.same.filter((name) => !MEANS_NOTHING.test(name))).toEqual([])
  }, 120_000)
})

function* editedSets(files: readonly SourceFile[]): Generator<{ readonly name: string; readonly rules: RuleSet }> {
  const kinds = new Set(['scoring', 'transition', 'routing', 'automation', 'conditions', 'segment'])
  for (const [index, file] of files.entries()) {
    if (!kinds.has(file.kind)) continue
    for (const { name, content } of editsOf(file.value)) {
      const edited = files.with(index, { ...sourceOf(file.kind, content), file: file.file, path: file.path })
      const rules = built(edited)
      if (rules) yield { name: `${file.path} ${name}`, rules }
    }
  }
}

/** Edits that the check refuses never come to a rule set. */
function built(files: readonly SourceFile[]): RuleSet | undefined {
  try {
    return buildRuleSet(files, vocabularyFor(files))
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return undefined
    throw thrown
  }
}

interface Both {
  readonly old: RuleSet
  readonly rules: RuleSet
}

async function differsOnReference({ kind, rule, file, witness }: SemanticDifference, { old, rules }: Both): Promise<boolean> {
  if (!witness) return false
  // Grades and bounds are no conditions; json-rules-engine knows nothing of them.
  if (rule === undefined) return JSON.stringify(witness.before) !== JSON.stringify(witness.after)
  const outcomeIn = async (set: RuleSet): Promise<unknown> => {
    const entries = ruleEntries(set, kind)
    const asked =
      kind === 'routing' || kind === 'transition'
        ? entries
        : entries.filter((entry) => entry.rule === rule && entry.file === file)
    return (await firstHolding(asked, witness, set))?.outcome
  }
  return JSON.stringify(await outcomeIn(old)) !== JSON.stringify(await outcomeIn(rules))
}

async function firstHolding(entries: readonly RuleEntry[], { point }: NonNullable<SemanticDifference['witness']>, set: RuleSet) {
  for (const entry of entries) if (await holdsAt(entry.conditions, point, set)) return entry
  return undefined
}
