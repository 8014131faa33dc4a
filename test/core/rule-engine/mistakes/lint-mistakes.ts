import type { Mistake } from './mistakes.js'

/** A file in which every name is right and something was hardly meant. */
export interface LintMistake extends Mistake {
  /** Files that lie beside it, by name. */
  readonly beside?: Readonly<Record<string, string>>
}

const head = (kind: string, id = 'x') => `"apiVersion": "sarnakh/v1", "kind": "${kind}", "id": "${id}",`
const TITLE = '"title": { "en": "X" }'
const leaf = (path: string, operator: string, value: unknown) =>
  `{ "fact": "lead", "path": "$.${path}", "operator": "${operator}", "value": ${JSON.stringify(value)} }`
const LARGE = leaf('employees', 'greaterThan', 500)
const SMALL = leaf('employees', 'lessThan', 50)
const TEHRAN = leaf('city', 'equal', 'Tehran')
const all = (...leaves: readonly string[]) => `{ "all": [${leaves.join(',\n    ')}] }`
const since = (fields: string, unit = 'days') =>
  `{ "fact": "elapsed", "params": { "since": ${fields}, "unit": "${unit}" }, "operator": "greaterThanInclusive", "value": 5 }`

const segment = (conditions: string) => `{ ${head('segment')} ${TITLE},\n  "conditions": ${conditions} }`
const conditions = (...named: readonly string[]) => `{ ${head('conditions')} "conditions": [\n  ${named.join(',\n  ')}\n] }`
const queues = (...ids: readonly string[]) =>
  `{ ${head('queues')} "queues": [\n  ${ids.map((id) => `{ "id": ${id}, "label": { "en": "Q" } }`).join(',\n  ')}\n] }`
const lifecycle = (...statuses: readonly string[]) =>
  `{ ${head('lifecycle', 'lead')} "start": "a", "statuses": [\n  ${statuses.join(',\n  ')},\n  ${status('"won"', [], 'converted')}\n] }`
const status = (id: string, next: readonly string[], category = 'open') =>
  `{ "id": ${id}, "label": { "en": "S" }, "category": "${category}", "next": ${JSON.stringify(next)} }`
const scoring = (rules: readonly string[], grades = '') =>
  `{ ${head('scoring')}\n  "score": { "min": 0, "max": 50, "groups": [{ "id": "fit" }]${grades && `,\n    "grades": [${grades}]`} },\n  "rules": [\n  ${rules.join(',\n  ')}\n] }`
const scored = (id: string, asked: string, more = '') =>
  `{ "id": ${id}, "conditions": ${asked}, ${more} "then": { "group": "fit", "points": 5 } }`
const routing = (...rules: readonly string[]) => `{ ${head('routing', 'inbound')} "rules": [\n  ${rules.join(',\n  ')}\n] }`
const routed = (id: string, asked = '') => `{ "id": ${id}, ${asked && `"conditions": ${asked}, `}"then": { "queue": "inbound" } }`
const transition = (...rules: readonly string[]) => `{ ${head('transition')} "rules": [\n  ${rules.join(',\n  ')}\n] }`
const moved = (id: string, [from, to]: readonly [string, string], asked: string) =>
  `{ "id": ${id}, "from": ["${from}"], "to": "${to}", "conditions": ${asked} }`
const automation = (asked: string) =>
  `{ ${head('automation')} "rules": [{ "id": "a", "conditions": ${asked},\n  "then": [{ "type": "notify", "params": { "text": "x", "to": "owner" } }] }] }`
const table = (rows: readonly string[], more: string) => `{ ${head('routing', 'inbound')} ${more}, "table": {
  "inputs": [{ "id": "size", "fact": "lead", "path": "$.employees", "type": "number" }],
  "rows": [\n    ${rows.join(',\n    ')}\n  ] } }`
const row = (id: string, size: string, queue = 'inbound') => `{ "id": ${id}, "size": "${size}", "then": { "queue": "${queue}" } }`
const casesFor = (lead: object) =>
  `{ ${head('cases')} "for": ["x"], "cases": [{ "name": "somebody", "given": { "lead": ${JSON.stringify(lead)} } }] }`

type Row = readonly [
  kind: string,
  name: string,
  text: string,
  code: Mistake['code'],
  says: string,
  beside?: LintMistake['beside'],
]

const dedupe = (keys: string) => `{ ${head('dedupe', 'lead')} "entity": "lead", "exact": [${keys}] }`
const key = (field: string) => `{ "field": ${field}, "policy": "merge" }`
const pipeline = (category: string) => `{ ${head('lifecycle', 'partners')} ${TITLE}, "entity": "opportunity", "start": "a",
  "statuses": ▶[{ "id": "a", "label": { "en": "A" }, "category": "open" }, { "id": "b", "label": { "en": "B" }, "category": "${category}" }] }`
const sla = (rest: string) => `{ ${head('sla', 'response')}\n  ${rest} }`

const ROWS: readonly Row[] = [
  ['dedupe', 'leads of one country as one', dedupe(`${key('"email"')}, ${key('▶"country"')}`), 'RULE_DEDUPE_BROAD', '"country"'],
  ['dedupe', 'companies of one size as one', dedupe(key('▶"employees"')), 'RULE_DEDUPE_BROAD', 'email, phone, externalId'],
  ['pipeline.lifecycle', 'a pipeline in which nothing is lost', pipeline('won'), 'RULE_OUTCOME_MISSING', 'category "lost"'],
  ['pipeline.lifecycle', 'a pipeline in which nothing ends', pipeline('open'), 'RULE_OUTCOME_MISSING', '"won" or "lost"'],
  [
    'sla',
    'levels of escalation that fall',
    sla('"escalate": ["PT2H", ▶"PT30M"], "targets": [{ "id": "a", "first": "PT1H" }]'),
    'RULE_TARGETS_ORDER',
    'no later than',
  ],
  [
    'sla',
    'a target behind one for all',
    sla('"targets": [{ "id": "a", "first": "PT1H" }, { "id": ▶"b", "conditions": { "condition": "isHot" }, "first": "PT5M" }]'),
    'RULE_TARGETS_ORDER',
    'takes all',
  ],
  [
    'segment',
    'always: there or missing',
    segment(`▶${`{ "any": [${leaf('city', 'present', true)}, ${leaf('city', 'present', false)}] }`}`),
    'RULE_ALWAYS_TRUE',
    'Every lead',
  ],
  [
    'conditions',
    'always: there or missing, by a name',
    conditions(
      `{ "id": "anyCity", ${TITLE}, "conditions": ▶{ "any": [${leaf('city', 'present', true)}, ${leaf('city', 'present', false)}] } }`,
    ),
    'RULE_ALWAYS_TRUE',
    'Every lead',
    { 'y.segment.json': segment(all('{ "condition": "anyCity" }', LARGE)) },
  ],
  ['segment', 'never: two bounds', segment(`▶${all(LARGE, SMALL)}`), 'RULE_NEVER_TRUE', 'exclude each other'],
  [
    'scoring',
    'never: two cities',
    scoring([scored('"a"', `▶${all(TEHRAN, leaf('city', 'equal', 'Shiraz'))}`)]),
    'RULE_NEVER_TRUE',
    'exclude each other',
  ],
  [
    'segment',
    'a total beyond all points',
    segment(
      `▶${all('{ "fact": "score", "params": { "model": "lead-score" }, "path": "$.total", "operator": "greaterThan", "value": 120 }')}`,
    ),
    'RULE_SCORE_UNREACHABLE',
    'no total',
  ],
  [
    'transition',
    'a total below all points',
    transition(
      moved(
        '"a"',
        ['contacted', 'hot'],
        `▶${all('{ "fact": "score", "params": { "model": "lead-score" }, "path": "$.total", "operator": "lessThan", "value": -500 }')}`,
      ),
    ),
    'RULE_SCORE_UNREACHABLE',
    'no total',
  ],
  [
    'segment',
    'another value also without one',
    segment(all(leaf('city', 'notEqual', 'Tehran').replace('"notEqual"', '▶"notEqual"'))),
    'RULE_MISSING_MATCHES',
    'city',
  ],
  [
    'scoring',
    'a negation also without a value',
    scoring([scored('"a"', `{ "not": ${LARGE.replace('"greaterThan"', '▶"greaterThan"')} }`)]),
    'RULE_MISSING_MATCHES',
    'employees',
  ],
  [
    'automation',
    'a wait for what may never be',
    automation(all(since('▶["firstResponseAt"]'))),
    'RULE_ELAPSED_MISSING',
    'firstResponseAt',
  ],
  [
    'transition',
    'a wait in hours for the same',
    transition(moved('"a"', ['contacted', 'hot'], all(LARGE, since('▶["firstResponseAt"]', 'hours')))),
    'RULE_ELAPSED_MISSING',
    'firstResponseAt',
  ],
  [
    'scoring',
    'a grade above all points',
    scoring([scored('"a"', all(LARGE))], '{ "grade": "top", "from": ▶20 }, { "grade": "rest" }'),
    'RULE_GRADE_UNREACHABLE',
    '"top"',
  ],
  [
    'scoring',
    'a grade below all points',
    scoring([scored('"a"', all(LARGE))], '{ "grade": "top", "from": 0 }, { "grade": ▶"rest" }'),
    'RULE_GRADE_UNREACHABLE',
    '"rest"',
  ],
  [
    'lifecycle',
    'a status to which none leads',
    lifecycle(status('"a"', ['won']), status('▶"b"', ['won'])),
    'RULE_STATUS_UNREACHABLE',
    '"b"',
  ],
  [
    'lifecycle',
    'an end to which none leads',
    lifecycle(status('"a"', ['won']), status('▶"gone"', [], 'lost')),
    'RULE_STATUS_UNREACHABLE',
    '"gone"',
  ],
  [
    'lifecycle',
    'an open status without a way on',
    lifecycle(status('"a"', ['won', 'b']), status('▶"b"', [])),
    'RULE_STATUS_DEAD_END',
    '"b"',
  ],
  [
    'lifecycle',
    'an open status that only leads to itself',
    lifecycle(status('"a"', ['won', 'b']), status('▶"b"', ['b'])),
    'RULE_STATUS_DEAD_END',
    '"b"',
  ],
  [
    'transition',
    'there and back',
    transition(
      moved('"a"', ['contacted', 'hot'], all(LARGE)).replace('"hot"', '▶"hot"'),
      moved('"b"', ['hot', 'contacted'], all(LARGE)),
    ),
    'RULE_TRANSITIONS_CIRCLE',
    'in a circle',
  ],
  [
    'transition',
    'there and back by two reasons',
    transition(
      moved('"a"', ['contacted', 'hot'], all(LARGE)).replace('"hot"', '▶"hot"'),
      moved('"b"', ['hot', 'contacted'], all(TEHRAN)),
    ),
    'RULE_TRANSITIONS_CIRCLE',
    'in a circle',
  ],
  [
    'routing',
    'a rule after one that always matches',
    routing(routed('"a"'), routed('▶"b"', all(LARGE))),
    'RULE_UNREACHABLE',
    '"a"',
  ],
  [
    'routing',
    'a rule that asks more than one before it',
    routing(routed('"a"', all(TEHRAN)), routed('▶"b"', all(TEHRAN, LARGE)), routed('"c"')),
    'RULE_UNREACHABLE',
    '"a"',
  ],
  [
    'routing',
    'a row inside another',
    table([row('"a"', '> 5'), row('▶"b"', '> 9', 'enterprise'), row('"c"', '-')], '"complete": true'),
    'RULE_UNREACHABLE',
    '"a"',
  ],
  [
    'routing',
    'a table that lacks leads without a size',
    table([row('"a"', '> 5'), row('"b"', '<= 5').replace('"<= 5"', '▶"<= 5"')], '"complete": true'),
    'RULE_TABLE_INCOMPLETE',
    'Employees missing',
  ],
  [
    'routing',
    'a table that lacks a number',
    table([row('"a"', '> 5'), row('"b"', '< 5'), row('"c"', 'missing').replace('"missing"', '▶"missing"')], '"complete": true'),
    'RULE_TABLE_INCOMPLETE',
    'Employees 5',
  ],
  [
    'routing',
    'two rows for one number',
    table([row('"a"', '>= 5'), row('▶"b"', '<= 5', 'enterprise')], '"hitPolicy": "unique"'),
    'RULE_ROWS_OVERLAP',
    'Employees 5',
  ],
  [
    'routing',
    'two rows for one range',
    table([row('"a"', '[1..9]'), row('"b"', '[20..30]'), row('▶"c"', '(8..12)', 'enterprise')], '"hitPolicy": "unique"'),
    'RULE_ROWS_OVERLAP',
    '"a"',
  ],
  [
    'scoring',
    'a rule of last year',
    scoring([scored('"a"', all(LARGE), '"effective": { "until": ▶"2025-01-01T00:00:00Z" },')]),
    'RULE_EXPIRED',
    '2025',
  ],
  [
    'transition',
    'a move of last year',
    transition(
      moved('"a"', ['contacted', 'hot'], all(LARGE)).replace(
        '"to":',
        '"effective": { "from": "2024-01-01T00:00:00Z", "until": ▶"2025-01-01T00:00:00Z" }, "to":',
      ),
    ),
    'RULE_EXPIRED',
    '2025',
  ],
  [
    'segment',
    'a space behind a city',
    segment(all(leaf('city', 'equal', 'تهران ').replace('"تهران', '▶"تهران'))),
    'RULE_VALUE_UNKNOWN',
    'تهران',
  ],
  [
    'segment',
    'a source in capitals',
    segment(all(leaf('source', 'equal', 'Google').replace('"Google', '▶"Google'))),
    'RULE_VALUE_UNKNOWN',
    '"google"',
  ],
  ['scoring', 'the same asked twice', scoring([scored('"a"', all(LARGE)), scored('▶"b"', all(LARGE))]), 'RULE_DUPLICATE', '"a"'],
  [
    'scoring',
    'the same asked in another order',
    scoring([scored('"a"', all(LARGE, TEHRAN)), scored('▶"b"', all(TEHRAN, LARGE))]),
    'RULE_DUPLICATE',
    '"a"',
  ],
  [
    'conditions',
    'a name for nobody',
    conditions(`{ "id": ▶"spare", ${TITLE}, "conditions": ${all(LARGE)} }`),
    'RULE_CONDITION_UNUSED',
    '"spare"',
  ],
  [
    'conditions',
    'a name beside one that it uses',
    conditions(
      `{ "id": "large", ${TITLE}, "conditions": ${all(LARGE)} }`,
      `{ "id": ▶"largeHere", ${TITLE}, "conditions": ${all('{ "condition": "large" }', TEHRAN)} }`,
    ),
    'RULE_CONDITION_UNUSED',
    '"largeHere"',
  ],
  ['queues', 'a queue for nobody', queues('▶"idle"'), 'RULE_QUEUE_UNUSED', '"idle"'],
  [
    'queues',
    'a queue for nobody beside one in use',
    queues('"partners"', '▶"idle"'),
    'RULE_QUEUE_UNUSED',
    '"idle"',
    { 'y.segment.json': segment(all(leaf('queue', 'equal', 'partners'))).replaceAll('"x"', '"y"') },
  ],
  [
    'scoring',
    'rules without any case',
    scoring([scored('"a"', all(LARGE))]).replace('"id": "x"', '"id": ▶"x"'),
    'RULE_CASE_MISSING',
    '"for": ["x"]',
    {},
  ],
  [
    'scoring',
    'a rule to which no case comes',
    scoring([scored('▶"a"', all(LARGE)), scored('"b"', all(TEHRAN))]),
    'RULE_CASE_MISSING',
    '"a"',
    { 'x.cases.json': casesFor({ city: 'Tehran', employees: 500 }) },
  ],
  [
    'routing',
    'a row to which no case comes',
    table([row('"a"', '> 5'), row('▶"b"', '-', 'enterprise')], '"complete": true'),
    'RULE_CASE_MISSING',
    '"b"',
    { 'x.cases.json': casesFor({ employees: 6 }).replace('["x"]', '["inbound"]') },
  ],
]

/** Seeded mistakes for the eye: each must give exactly one finding, with this code, at this line and column. */
export const LINT_MISTAKES: readonly LintMistake[] = ROWS.map(([kind, name, text, code, says, beside]) => ({
  name,
  file: `x.${kind}.json`,
  text,
  code,
  says,
  ...(beside ? { beside } : {}),
}))
