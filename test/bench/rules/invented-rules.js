const COUNTRIES = Array.from({ length: 40 }, (_, at) => `country-${at}`)
const INDUSTRIES = Array.from({ length: 24 }, (_, at) => `industry-${at}`)
const PROVINCES = Array.from({ length: 31 }, (_, at) => `province-${at}`)
const SOURCES = Array.from({ length: 12 }, (_, at) => `source-${at}`)
const GRADES = ['hot', 'warm', 'cold']

/** Numbers that look random and are the same in every run. */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Leads with every field filled, because engines differ in what a missing value is. */
export function inventedLeads(count) {
  const random = randomFrom(7)
  const one = (values) => values[Math.floor(random() * values.length)]
  return Array.from({ length: count }, (_, at) => ({
    id: `lead-${at}`,
    country: one(COUNTRIES),
    industry: one(INDUSTRIES),
    province: one(PROVINCES),
    source: one(SOURCES),
    grade: one(GRADES),
    employees: Math.floor(random() ** 3 * 5_000),
    visits: Math.floor(random() ** 2 * 60),
    budget: Math.floor(random() * 1_000),
    age: Math.floor(random() * 365),
  }))
}

/** Rules of three comparisons on three different fields, drawn as a scoring or routing file would have them. */
export function inventedRules(count) {
  const random = randomFrom(11)
  const one = (values) => values[Math.floor(random() * values.length)]
  const compare = (field, operator, value) => ({ fact: 'lead', path: `$.${field}`, operator, value })
  const kinds = [
    () => compare('country', 'equal', one(COUNTRIES)),
    () => compare('industry', 'equal', one(INDUSTRIES)),
    () => compare('province', 'in', [one(PROVINCES), one(PROVINCES), one(PROVINCES)]),
    () => compare('source', 'equal', one(SOURCES)),
    () => compare('grade', 'notEqual', one(GRADES)),
    () => compare('employees', 'greaterThanInclusive', Math.floor(random() * 400) * 5),
    () => compare('visits', 'greaterThan', Math.floor(random() * 40)),
    () => compare('budget', one(['lessThan', 'greaterThanInclusive']), Math.floor(random() * 100) * 10),
    () => compare('age', 'lessThanInclusive', Math.floor(random() * 365)),
  ]
  return Array.from({ length: count }, (_, at) => {
    const drawn = new Set()
    while (drawn.size < 3) drawn.add(Math.floor(random() * kinds.length))
    return { name: `rule-${at}`, conditions: { all: [...drawn].map((kind) => kinds[kind]()) }, event: { type: 'holds' } }
  })
}

/** As many rules, of which all after the first `here` ask for a country that no lead is in. */
export function rulesMostlyElsewhere(count, here) {
  return inventedRules(count).map((rule, at) => {
    if (at < here) return rule
    const others = rule.conditions.all.filter(({ path }) => path !== '$.country').slice(0, 2)
    const elsewhere = { fact: 'lead', path: '$.country', operator: 'equal', value: `elsewhere-${at % 200}` }
    return { ...rule, conditions: { all: [elsewhere, ...others] } }
  })
}
