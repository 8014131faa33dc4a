import { LogicEngine } from 'json-logic-engine'
import { Engine } from 'json-rules-engine'
import { compileRules } from 'sarnakh/rules'

/** A native module, heavy and needed here alone: compared where somebody has put it there (`README.md`). */
const zen = await import('@gorules/zen-engine').catch(() => undefined)

/** Ways to ask which of these rules hold for a lead; each answers their names, in the order of the rules. */
export function oursOf(rules) {
  const compiled = compileRules(rules)
  return {
    boolean: (lead) => compiled.test({ lead }).holding,
    trace: (lead) => compiled.trace({ lead }).holding,
    /** States are worked out when they are read, so a trace that nobody reads says little of its cost. */
    states: (lead) => {
      const { holding, leaves } = compiled.trace({ lead })
      return leaves.length > 0 ? holding : []
    },
    tree: (lead) => {
      const trace = compiled.trace({ lead })
      const results = rules.map((rule) => trace.resultOf(rule))
      return results.filter(({ result }) => result)
    },
  }
}

/** The package itself; it builds its result trees whether one wants them or not. */
export function referenceOf(rules) {
  const reused = new Engine(structuredClone(rules))
  const holding = async (engine, lead) => (await engine.run({ lead })).results
  return { reused: (lead) => holding(reused, lead), fresh: (lead) => holding(new Engine(structuredClone(rules)), lead) }
}

const LOGIC = {
  equal: '===',
  notEqual: '!==',
  in: 'in',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

/** Every rule compiled by itself, and all of them compiled into one function. */
export function logicOf(rules) {
  const engine = new LogicEngine()
  const logic = rules.map(({ conditions }) => ({
    and: conditions.all.map(({ path, operator, value }) => ({ [LOGIC[operator]]: [{ var: `lead.${path.slice(2)}` }, value] })),
  }))
  const each = logic.map((rule) => engine.build(rule))
  const together = rules.length <= 3_000 ? engine.build(logic) : undefined
  return {
    each: (lead) => rules.filter((_, at) => each[at]({ lead })),
    together: together && ((lead) => whereTrue(rules, together({ lead }))),
  }
}

const whereTrue = (rules, answers) => rules.filter((_, at) => answers[at])

/** A decision table with a column for every field and a row for every rule; nothing where zen-engine is not installed. */
export function tableOf(rules) {
  if (!zen) return {}
  const fields = [...new Set(rules.flatMap(({ conditions }) => conditions.all.map(({ path }) => path.slice(2))))]
  const rows = rules.map(({ name, conditions }) => ({
    _id: name,
    out: JSON.stringify(name),
    ...Object.fromEntries(fields.map((field) => [field, cellOf(conditions.all.find(({ path }) => path === `$.${field}`))])),
  }))
  const content = {
    hitPolicy: 'collect',
    inputs: fields.map((field) => ({ id: field, name: field, type: 'expression', field: `lead.${field}` })),
    outputs: [{ id: 'out', name: 'name', type: 'expression', field: 'name' }],
    rules: rows,
  }
  const position = { x: 0, y: 0 }
  const nodes = [
    { id: 'in', name: 'in', type: 'inputNode', position },
    { id: 'table', name: 'table', type: 'decisionTableNode', content, position },
    { id: 'out', name: 'out', type: 'outputNode', position },
  ]
  const edges = [
    { id: 'first', type: 'edge', sourceId: 'in', targetId: 'table' },
    { id: 'second', type: 'edge', sourceId: 'table', targetId: 'out' },
  ]
  const decision = new zen.ZenEngine().createDecision({ contentType: 'application/vnd.gorules.decision', nodes, edges })
  return { table: async (lead) => (await decision.evaluate({ lead })).result }
}

const CELLS = {
  equal: (value) => JSON.stringify(value),
  notEqual: (value) => `$ != ${JSON.stringify(value)}`,
  in: (value) => value.map((one) => JSON.stringify(one)).join(', '),
  lessThan: (value) => `< ${value}`,
  lessThanInclusive: (value) => `<= ${value}`,
  greaterThan: (value) => `> ${value}`,
  greaterThanInclusive: (value) => `>= ${value}`,
}

const cellOf = (comparison) => (comparison ? CELLS[comparison.operator](comparison.value) : '')
