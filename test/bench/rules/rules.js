import { deepStrictEqual } from 'node:assert'
import { logicOf, oursOf, referenceOf, tableOf } from './engines.js'
import { inventedLeads, inventedRules, rulesMostlyElsewhere } from './invented-rules.js'

const SIZES = [30, 300, 3_000, 10_000]
/** Long enough that the clock's own grain does not count. */
const ROUND_MS = 60

/** Microseconds for one lead: rules of three comparisons on ours, json-rules-engine, json-logic-engine and zen-engine. */
export async function benchRules({ runs }) {
  const leads = inventedLeads(200)
  const rows = []
  for (const size of SIZES) {
    process.stderr.write(`rules: ${size} …\n`)
    rows.push(await compareAt(size, { leads, runs }))
  }
  const elsewhere = rulesMostlyElsewhere(10_000, 300)
  return [
    ...rows,
    { name: 'boolean, 10,000 rules against 300', ...(await growth(inventedRules(10_000), leads)) },
    { name: 'the same, as many holding', ...(await growth(elsewhere, leads)) },
  ]
}

/** What these rules cost more than 300, in turns, and how many of both hold for a lead. */
async function growth(rules, leads) {
  const ways = [inventedRules(300), rules].map((some) => oursOf(some).boolean)
  const least = ways.map(() => Infinity)
  for (let round = 0; round < 40; round += 1)
    for (const [at, way] of ways.entries()) least[at] = Math.min(least[at], await microseconds(way, leads))
  const holding = ways.map((way) => Number(holdingPerLead(way, leads).toPrecision(3))).join(' → ')
  return { ratio: Number((least[1] / least[0]).toFixed(2)), holding }
}

const holdingPerLead = (way, leads) => leads.reduce((sum, lead) => sum + way(lead).length, 0) / leads.length

async function compareAt(size, { leads, runs }) {
  const rules = inventedRules(size)
  const [ours, reference, logic, table] = [oursOf(rules), referenceOf(rules), logicOf(rules), tableOf(rules)]
  const ways = { ...ours, ...reference, ...logic, ...table }
  const named = Object.entries(ways).filter(([, way]) => way !== undefined)
  await proveEqual(named, { leads: leads.slice(0, size > 1_000 ? 3 : 50), rules })
  const least = Object.fromEntries(named.map(([name]) => [name, Infinity]))
  // In turns, and the least of all rounds: what else the machine does then falls on all of them, and on none for good.
  for (let round = 0; round < (size > 300 ? 1 : 5) * Math.max(3, runs); round += 1)
    for (const [name, way] of named) least[name] = Math.min(least[name], await microseconds(way, leads))
  return { ...rowOf(size, least), holding: Number(holdingPerLead(ours.boolean, leads).toPrecision(3)) }
}

async function proveEqual(ways, { leads, rules }) {
  const places = new Map(rules.map(({ name }, at) => [name, at]))
  for (const lead of leads) {
    const answers = []
    for (const [, way] of ways) answers.push([...(await way(lead))].map(({ name }) => places.get(name)).sort((a, b) => a - b))
    for (const [at, answer] of answers.entries())
      deepStrictEqual(answer, answers[0], `${ways[at][0]} differs from ${ways[0][0]} on ${lead.id}`)
  }
}

async function microseconds(way, leads) {
  let count = 0
  const run = async (times) => {
    const start = process.hrtime.bigint()
    for (let at = 0; at < times; at += 1) {
      const answer = way(leads[count % leads.length])
      if (answer instanceof Promise) await answer
      count += 1
    }
    return Number(process.hrtime.bigint() - start) / 1e3 / times
  }
  // Looking at the clock costs as much as a quick answer, so a round is one batch between two looks.
  const once = await run(1)
  const few = once > 1e4 ? once : await run(10)
  return few > 1e4 ? few : run(Math.max(1, Math.ceil((ROUND_MS * 1e3) / few)))
}

function rowOf(size, least) {
  const rounded = (value) => Number(value?.toPrecision(3))
  const logic = Math.min(least.each, least.together ?? Infinity)
  return {
    name: `${size} rules, µs per lead`,
    rules: size,
    boolean: rounded(least.boolean),
    trace: rounded(least.trace),
    'trace, states read': rounded(least.states),
    tree: rounded(least.tree),
    'jre fresh': rounded(least.fresh),
    'jre reused': rounded(least.reused),
    'json-logic': rounded(logic),
    zen: rounded(least.table),
    'jre/boolean': rounded(least.reused / least.boolean),
    'jre/trace': rounded(least.reused / least.trace),
    'jre/trace, states read': rounded(least.reused / least.states),
    'jre/tree': rounded(least.reused / least.tree),
    'json-logic/boolean': rounded(logic / least.boolean),
    'zen/boolean': rounded(least.table / least.boolean),
  }
}
