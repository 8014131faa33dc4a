import { parseArgs } from 'node:util'
import { benchCapture } from './capture.js'
import { benchIntake } from './intake.js'
import { benchStart } from './start.js'

const PARTS = { intake: benchIntake, capture: benchCapture, start: benchStart }

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
