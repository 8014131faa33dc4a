import { expect, test } from 'vitest'
import { listMutants } from '../../../../../core/rule-engine/cases/mutants/list-mutants.js'
import { mutateRules } from '../../../../../core/rule-engine/cases/mutants/mutate-rules.js'
import { type CasePlay, playCase } from '../../../../../core/rule-engine/cases/play-case.js'
import { buildRuleSet } from '../../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../../rules/base-vocabulary.js'
import { LIFECYCLE, sourceOf } from '../../rules-for-test.js'
import { smallShop } from '../small-shop.js'

const CASES = [
  { name: 'large', given: { lead: { employees: 500 } } },
  { name: 'in Tehran', given: { lead: { employees: 120, province: 'tehran' } }, timeline: [{ at: 'PT5H' }] },
]

/** Everything but the facts: with shared rules some are worked out that the mistake has left nobody to ask for. */
const outcomesOf = (play: CasePlay | undefined) =>
  play?.states.map((state) => ({ ...state, decisions: state.decisions.map(({ facts: _facts, ...decision }) => decision) }))

test('whatever is shared with the sound rules, each mistake decides as if everything had been compiled for it alone', async () => {
  const { ruleSet, files, environmentFor } = smallShop([])
  const mutants = listMutants(ruleSet, files)
  expect(mutants.length).toBeGreaterThan(20)
  for (const mutant of mutants) {
    const mutated = mutateRules(ruleSet, mutant)
    for (const theCase of CASES) {
      const [shared, alone] = await Promise.all(
        [mutated, { ...mutated }].map((rules) => playCase(rules, { theCase, about: [] }, environmentFor)),
      )
      expect(outcomesOf(shared)).toEqual(outcomesOf(alone))
    }
  }
})

test('rules that a mistake leaves alone stay the same objects, rows of its own table too', () => {
  const { ruleSet, files } = smallShop([])
  const mutant = listMutants(ruleSet, files).find(({ source, edit }) => source.kind === 'routing' && edit.path[2] === 0)
  if (!mutant) throw new Error('no mistake in the first row')
  const mutated = mutateRules(ruleSet, mutant)
  expect(mutated.scoring[0]).toBe(ruleSet.scoring[0])
  expect(mutated.routing[0]?.rules[0]).not.toBe(ruleSet.routing[0]?.rules[0])
  expect(mutated.routing[0]?.rules[1]).toBe(ruleSet.routing[0]?.rules[1])
})

test('a mistake in what is asked of a fact has that fact loaded', () => {
  const within = (days: number) => ({ type: 'email.opened', within: `P${days}D` })
  const conditions = { all: [{ fact: 'activityCount', params: within(14), operator: 'greaterThan', value: 0 }] }
  const rules = [
    sourceOf('lifecycle', LIFECYCLE),
    sourceOf('automation', { rules: [{ id: 'keen', conditions, then: [{ type: 'notify', params: { text: 'x' } }] }] }),
  ]
  const ruleSet = buildRuleSet(rules, vocabularyFor(rules))
  const longer = listMutants(ruleSet, rules).find(({ edit }) => edit.to === 'P15D')
  if (!longer) throw new Error('no mistake in the window')
  const asked = mutateRules(ruleSet, longer).slots.map(({ params }) => params)
  expect(asked).toContainEqual(within(15))
})
