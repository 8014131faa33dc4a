import { expect, test } from 'vitest'
import { checkNextChange } from '../core/rule-engine/decide/next-change-property.js'

const RUNS = Number(process.env['SARNAKH_NIGHTLY_CASES'] ?? 10_000)

test(`no decision changes before the instant it has named, in ${RUNS} random cases`, async () => {
  const { wakes, idle } = await checkNextChange(RUNS)
  console.info(`${wakes} wakes, ${idle} of them for nothing (${((idle / wakes) * 100).toFixed(2)} %)`)
  expect(idle / wakes).toBeLessThan(0.05)
}, 3_600_000)
