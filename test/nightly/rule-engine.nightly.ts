import { expect, test } from 'vitest'
import { oneRuleIsEqual, ruleSetsAreEqual } from '../core/rule-engine/standalone/equal-to-reference.js'

const RUNS = Number(process.env['SARNAKH_NIGHTLY_RUNS'] ?? 100_000)
const SEED = Number(process.env['SARNAKH_NIGHTLY_SEED'] ?? Date.now() % 2 ** 31)

test(`${RUNS} random rules give what json-rules-engine gives (seed ${SEED})`, async () => {
  const ends = await oneRuleIsEqual({ runs: RUNS, seed: SEED })
  console.log(`seed ${SEED}: ${ends.holds} hold, ${ends.fails} fail, ${ends.throws} throw; no difference`)
  expect(ends.holds + ends.fails + ends.throws).toBe(RUNS)
})

test(`${RUNS / 10} random sets of rules give what json-rules-engine gives (seed ${SEED})`, async () => {
  await ruleSetsAreEqual({ runs: Math.ceil(RUNS / 10), seed: SEED })
})
