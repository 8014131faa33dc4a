import { parseArgs } from 'node:util'
import { benchCapture } from './capture.js'
import { benchIntake } from './intake.js'
import { benchImpact } from './rules/impact.js'
import { benchRescore } from './rules/rescore.js'
import { benchRules } from './rules/rules.js'
import { benchStart } from './start.js'
import { benchTimers } from './timers.js'

const PARTS = {
  intake: benchIntake,
  capture: benchCapture,
  start: benchStart,
  rules: benchRules,
  timers: benchTimers,
  rescore: benchRescore,
  impact: benchImpact,
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean' },
    runs: { type: 'string', default: '3' },
  },
})

const results = []
for (const [name, bench] of Object.entries(PARTS)) {
  if (values.only && values.only !== name) continue
  process.stderr.write(`${name} …\n`)
  results.push(...(await bench({ runs: Number(values.runs) })))
}
if (values.json) console.log(JSON.stringify(results, null, 2))
else console.table(results)
