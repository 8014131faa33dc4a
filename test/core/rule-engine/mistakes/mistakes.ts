import type { ErrorCode } from '../../../../core/errors.js'

/** A file with one mistake. `▶` stands right before the place that the message must point to and is taken out before reading. */
export interface Mistake {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly code: ErrorCode
  readonly says: string
}

const head = (kind: string, id = 'x') => `"apiVersion": "sarnakh/v1", "kind": "${kind}", "id": "${id}",`
const TITLE = '"title": { "en": "X" }'
const ALWAYS = '{ "all": [{ "fact": "lead", "path": "$.phone", "operator": "present", "value": true }] }'

/** A segment asks one comparison; the shortest file with conditions. */
const segment = (leaf: string) => `{ ${head('segment')} ${TITLE},\n  "conditions": { "all": [\n    ${leaf}\n  ] } }`
const scoring = (rule: string, score = '"min": 0, "max": 9, "groups": [{ "id": "fit" }]') =>
  `{ ${head('scoring')}\n  "score": { ${score} },\n  "rules": [${rule}] }`
const transition = (rule: string) => `{ ${head('transition')} "rules": [\n  ${rule}\n] }`
const routing = (then: string) => `{ ${head('routing')} "rules": [{ "id": "a", "then": ${then} }] }`
const table = (row: string, more = '') => `{ ${head('routing')} ${more} "table": {
  "inputs": [{ "id": "size", "fact": "lead", "path": "$.employees", "type": "number" }, { "id": "grade", "fact": "grade", "type": "string", "values": ["hot", "cold"] }],
  "rows": [\n    ${row}\n  ] } }`
const automation = (then: string) =>
  `{ ${head('automation')} "rules": [{ "id": "a", "conditions": ${ALWAYS},\n  "then": [${then}] }] }`
const lifecycle = (status: string, start = '"a"') =>
  `{ ${head('lifecycle', 'lead')} "start": ${start}, "statuses": [\n  { "id": "a", "label": { "en": "A" }, "category": "open" }${status}\n] }`

const of = (kind: string, name: string, text: string, [code, says]: readonly [ErrorCode, string]): Mistake => ({
  name,
  file: `x.${kind}.json`,
  text,
  code,
  says,
})

/** Seeded mistakes: each must give exactly one message, with this code, at this line and column. */
export const MISTAKES: readonly Mistake[] = [
  of('segment', 'a comma is missing', `{ "apiVersion": "sarnakh/v1"\n  ▶"kind": "segment", "id": "x" }`, [
    'FILE_SYNTAX',
    'comma',
  ]),
  of('segment', 'a trailing comma', `{ ${head('segment')} "title": { "en": "X" ,▶} }`, [
    'FILE_SYNTAX',
    'nothing follows the comma',
  ]),
  of('segment', 'a text is not closed', `{ ${head('segment')}\n "title": ▶"X\n}`, ['FILE_SYNTAX', 'not closed']),
  of('segment', 'a list instead of an object', `▶[]`, ['FILE_SYNTAX', 'one JSON object']),
  of('segment', 'the same key twice', `{ ${head('segment')}\n  ▶"id": "y" }`, ['FILE_KEY_DUPLICATE', '"id"']),
  of('segment', 'a key that reaches the prototype', `{ ${head('segment')}\n  ▶"__proto__": {} }`, [
    'FILE_KEY_FORBIDDEN',
    '__proto__',
  ]),
  of('segmnt', 'an unknown kind in the name', `▶{}`, ['FILE_KIND_UNKNOWN', 'Did you mean "segment"']),
  of('segment', 'another kind in the file than in its name', `{ "apiVersion": "sarnakh/v1", "kind": ▶"form", "id": "x" }`, [
    'FILE_NAME_MISMATCH',
    '"form"',
  ]),
  of('segment', 'an unknown kind in the file', `{ "apiVersion": "sarnakh/v1", "kind": ▶"segmant", "id": "x" }`, [
    'FILE_KIND_UNKNOWN',
    'Did you mean "segment"',
  ]),
  of('segment', 'no id', `▶{ "apiVersion": "sarnakh/v1", "kind": "segment" }`, ['RULE_SHAPE', '"id"']),
  of(
    'segment',
    'another version of the language',
    `{ "apiVersion": ▶"sarnakh/v2", "kind": "segment", "id": "x", ${TITLE}, "conditions": ${ALWAYS} }`,
    ['RULE_SHAPE', 'sarnakh/v1'],
  ),
  of('segment', 'a title without English', `{ ${head('segment')} "title": ▶{ "fa": "x" }, "conditions": ${ALWAYS} }`, [
    'RULE_SHAPE',
    '"en"',
  ]),
  of('segment', 'an unknown key', `{ ${head('segment')} ${TITLE},\n  ▶"conditons": true, "conditions": ${ALWAYS} }`, [
    'RULE_SHAPE',
    'Did you mean "conditions"',
  ]),
  of(
    'segment',
    'a misspelt key inside a comparison',
    segment(`{ "fact": "lead", ▶"pth": "$.phone", "operator": "present", "value": true }`),
    ['RULE_SHAPE', 'Did you mean "path"'],
  ),
  of('segment', 'a misspelt group', `{ ${head('segment')} ${TITLE}, "conditions": { "all": [{ ▶"anny": [] }] } }`, [
    'RULE_SHAPE',
    'Did you mean "any"',
  ]),
  of(
    'segment',
    'two groups in one node',
    `{ ${head('segment')} ${TITLE}, "conditions": { "all": [${ALWAYS}],\n  ▶"any": [${ALWAYS}] } }`,
    ['RULE_SHAPE', '"any"'],
  ),
  of('segment', 'an empty group', `{ ${head('segment')} ${TITLE}, "conditions": { "any": ▶[] } }`, ['RULE_SHAPE', 'at least 1']),
  of('segment', 'an empty comparison', segment('▶{}'), ['RULE_SHAPE', '"fact" and "operator" and "value"']),
  of(
    'segment',
    'a single comparison where conditions begin',
    `{ ${head('segment')} ${TITLE}, "conditions": { "fact": ▶"lead", "operator": "equal", "value": 1 } }`,
    ['RULE_SHAPE', 'open with'],
  ),
  of('segment', 'code inside a path', segment(`{ "fact": "lead", "path": ▶"$..[?(@.x)]", "operator": "equal", "value": 1 }`), [
    'RULE_SHAPE',
    'written',
  ]),
  of('segment', 'an unknown fact', segment(`{ "fact": ▶"laed", "path": "$.phone", "operator": "present", "value": true }`), [
    'RULE_FACT_UNKNOWN',
    'Did you mean "lead"',
  ]),
  of('segment', 'an unknown field', segment(`{ "fact": "lead", "path": ▶"$.employes", "operator": "greaterThan", "value": 5 }`), [
    'RULE_FIELD_UNKNOWN',
    'Did you mean "employees"',
  ]),
  of('segment', 'an unknown operator', segment(`{ "fact": "lead", "path": "$.phone", "operator": ▶"equals", "value": "1" }`), [
    'RULE_OPERATOR_UNKNOWN',
    'Did you mean "equal"',
  ]),
  of(
    'segment',
    'an unknown decorator',
    segment(`{ "fact": "lead", "path": "$.phone", "operator": ▶"nott:equal", "value": "1" }`),
    ['RULE_OPERATOR_UNKNOWN', 'Did you mean "not"'],
  ),
  of(
    'segment',
    'a text where the operator needs a list',
    segment(`{ "fact": "lead", "path": "$.city", "operator": "in", "value": ▶"Tehran" }`),
    ['RULE_OPERATOR_UNFIT', 'list'],
  ),
  of(
    'segment',
    'looking into a text as if it were a list',
    segment(`{ "fact": "lead", "path": "$.city", "operator": ▶"contains", "value": "Teh" }`),
    ['RULE_OPERATOR_UNFIT', 'lists'],
  ),
  of(
    'segment',
    'an order where there is none',
    segment(`{ "fact": "lead", "path": "$.timeline", "operator": ▶"greaterThan", "value": "now" }`),
    ['RULE_OPERATOR_UNFIT', 'select'],
  ),
  of(
    'segment',
    'an option that does not exist',
    segment(`{ "fact": "lead", "path": "$.timeline", "operator": "equal", "value": ▶"quater" }`),
    ['RULE_VALUE_UNKNOWN', 'Did you mean "quarter"'],
  ),
  of(
    'segment',
    'an option that does not exist, in a list',
    segment(`{ "fact": "lead", "path": "$.timeline", "operator": "in", "value": ["now", ▶"later"] }`),
    ['RULE_VALUE_UNKNOWN', '"later"'],
  ),
  of(
    'segment',
    'a number in quotes',
    segment(`{ "fact": "lead", "path": "$.employees", "operator": "greaterThan", "value": ▶"500" }`),
    ['RULE_VALUE_UNKNOWN', 'write 500'],
  ),
  of(
    'segment',
    'an unknown status',
    segment(`{ "fact": "lead", "path": "$.status", "operator": "equal", "value": ▶"qualifed" }`),
    ['RULE_VALUE_UNKNOWN', 'Did you mean "qualified"'],
  ),
  of('segment', 'an unknown named condition', segment(`{ "condition": ▶"isHott" }`), [
    'RULE_CONDITION_UNKNOWN',
    'Did you mean "isHot"',
  ]),
  of(
    'segment',
    'a missing parameter of a fact',
    segment(`{ "fact": "activityCount", "params": ▶{}, "operator": "greaterThan", "value": 0 }`),
    ['RULE_PARAM_INVALID', '"type"'],
  ),
  of(
    'segment',
    'an unknown parameter of a fact',
    segment(`{ "fact": "activityCount", "params": { "type": "x", ▶"during": 3 }, "operator": "greaterThan", "value": 0 }`),
    ['RULE_PARAM_UNKNOWN', 'during'],
  ),
  of(
    'segment',
    'time since a field that is no instant',
    segment(`{ "fact": "elapsed", "params": { "since": [▶"city"], "unit": "days" }, "operator": "greaterThan", "value": 1 }`),
    ['RULE_FIELD_UNKNOWN', '"city"'],
  ),
  of(
    'segment',
    'a unit of time that does not exist',
    segment(
      `{ "fact": "elapsed", "params": { "since": ["createdAt"], "unit": ▶"minuts" }, "operator": "greaterThan", "value": 1 }`,
    ),
    ['RULE_PARAM_INVALID', 'minutes'],
  ),
  of(
    'segment',
    'time compared for being equal',
    segment(`{ "fact": "elapsed", "params": { "since": ["createdAt"], "unit": "days" }, "operator": ▶"equal", "value": 1 }`),
    ['RULE_OPERATOR_UNFIT', 'equal'],
  ),
  of(
    'segment',
    'a score that no file makes',
    segment(`{ "fact": "score", "params": { "model": ▶"leadscore" }, "path": "$.total", "operator": "greaterThan", "value": 1 }`),
    ['RULE_SCORE_UNKNOWN', 'Did you mean "lead-score"'],
  ),
  of(
    'segment',
    'an unknown field on the right side',
    segment(`{ "fact": "lead", "path": "$.employees", "operator": "equal", "value": { "fact": "lead", "path": ▶"$.emploees" } }`),
    ['RULE_FIELD_UNKNOWN', 'Did you mean "employees"'],
  ),
  of(
    'conditions',
    'named conditions in a circle',
    `{ ${head('conditions')} "conditions": [\n { "id": ▶"a", "conditions": { "all": [{ "condition": "b" }] } },\n { "id": "b", "conditions": { "not": { "condition": "a" } } }] }`,
    ['RULE_CONDITION_CYCLE', 'a → b → a'],
  ),
  of(
    'conditions',
    'a named condition that is there already',
    `{ ${head('conditions')} "conditions": [{ "id": ▶"isHot", "conditions": ${ALWAYS} }] }`,
    ['RULE_ID_DUPLICATE', 'isHot'],
  ),
  of(
    'scoring',
    'an unknown group',
    scoring(`\n { "id": "r", "conditions": ${ALWAYS}, "then": { "group": ▶"fitt", "points": 1 } }`),
    ['RULE_GROUP_UNKNOWN', 'Did you mean "fit"'],
  ),
  of(
    'scoring',
    'neither points nor points per activity',
    scoring(`{ "id": "r", "conditions": ${ALWAYS}, "then": ▶{ "group": "fit" } }`),
    ['RULE_SHAPE', '"points"'],
  ),
  of(
    'scoring',
    'points in quotes',
    scoring(`{ "id": "r", "conditions": ${ALWAYS}, "then": { "group": "fit", "points": ▶"5" } }`),
    ['RULE_SHAPE', 'a number'],
  ),
  of(
    'scoring',
    'the same rule id twice',
    scoring(
      `{ "id": "r", "conditions": ${ALWAYS}, "then": { "group": "fit", "points": 1 } },\n { "id": ▶"r", "conditions": ${ALWAYS}, "then": { "group": "fit", "points": 2 } }`,
    ),
    ['RULE_ID_DUPLICATE', '"r"'],
  ),
  of(
    'scoring',
    'grades in the wrong order',
    scoring(
      '',
      `"min": 0, "max": 9, "groups": [{ "id": "fit" }], "grades": [{ "grade": "a", "from": 3 }, { "grade": "b", "from": ▶5 }, { "grade": "c" }]`,
    ),
    ['RULE_GRADES_ORDER', 'highest grade first'],
  ),
  of(
    'scoring',
    'a grade kept above where it begins',
    scoring(
      '',
      `"min": 0, "max": 9, "groups": [{ "id": "fit" }], "grades": [{ "grade": "a", "from": 3, "until": ▶4 }, { "grade": "c" }]`,
    ),
    ['RULE_GRADES_ORDER', 'kept until'],
  ),
  of(
    'scoring',
    'an unknown scoring model',
    `{ ${head('scoring')} "model": ▶"point", "score": { "min": 0, "max": 1, "groups": [{ "id": "fit" }] }, "rules": [] }`,
    ['RULE_SCORE_UNKNOWN', 'Did you mean "points"'],
  ),
  of(
    'scoring',
    'a scoring rule that reads the grade through a name',
    scoring(`{ "id": "r", "conditions": ▶{ "condition": "isHot" }, "then": { "group": "fit", "points": 1 } }`),
    ['RULE_SCORE_CIRCULAR', 'grade'],
  ),
  of(
    'transition',
    'an unknown status to leave',
    transition(`{ "id": "r", "from": [▶"contactd"], "to": "hot", "conditions": ${ALWAYS} }`),
    ['RULE_STATUS_UNKNOWN', 'Did you mean "contacted"'],
  ),
  of(
    'transition',
    'an unknown status to enter',
    transition(`{ "id": "r", "from": ["contacted"], "to": ▶"hott", "conditions": ${ALWAYS} }`),
    ['RULE_STATUS_UNKNOWN', 'Did you mean "hot"'],
  ),
  of(
    'transition',
    'a reason is missing',
    transition(`{ "id": "r", "from": ["contacted"], "to": ▶"lost", "conditions": ${ALWAYS} }`),
    ['RULE_REASON_UNKNOWN', 'too-expensive'],
  ),
  of(
    'transition',
    'a reason that does not exist',
    transition(`{ "id": "r", "from": ["contacted"], "to": "lost", "reason": ▶"competitr", "conditions": ${ALWAYS} }`),
    ['RULE_REASON_UNKNOWN', 'Did you mean "competitor"'],
  ),
  of(
    'transition',
    'bounds that are no instants',
    transition(
      `{ "id": "r", "effective": { "from": ▶"next week" }, "from": ["contacted"], "to": "hot", "conditions": ${ALWAYS} }`,
    ),
    ['RULE_SHAPE', 'an instant'],
  ),
  of('routing', 'an unknown queue', routing(`{ "queue": ▶"enterprize", "strategy": "round-robin" }`), [
    'RULE_QUEUE_UNKNOWN',
    'Did you mean "enterprise"',
  ]),
  of('routing', 'an unknown strategy', routing(`{ "queue": "inbound", "strategy": ▶"roundrobin" }`), [
    'RULE_STRATEGY_UNKNOWN',
    'Did you mean "round-robin"',
  ]),
  of('routing', 'a target that is nowhere', routing(`▶{ "strategy": "round-robin" }`), ['RULE_TARGET_MISSING', 'nowhere']),
  of(
    'routing',
    'a cell that cannot be read',
    table(`{ "id": "a", "size": ▶">= many", "grade": "-", "then": { "queue": "inbound" } }`),
    ['RULE_CELL_INVALID', '"many"'],
  ),
  of(
    'routing',
    'a cell outside the values of its column',
    table(`{ "id": "a", "size": "-", "grade": ▶"in hot, luke", "then": { "queue": "inbound" } }`),
    ['RULE_CELL_INVALID', '"luke"'],
  ),
  of(
    'routing',
    'a cell of a column that does not exist',
    table(`{ "id": "a", ▶"sise": "-", "grade": "-", "then": { "queue": "inbound" } }`),
    ['RULE_CELL_INVALID', 'Did you mean "size"'],
  ),
  of(
    'routing',
    'a complete table without a last row that always matches',
    table(`{ "id": "a", "size": ▶"> 5", "grade": "-", "then": { "queue": "inbound" } }`, '"complete": true,'),
    ['RULE_TABLE_INCOMPLETE', 'every lead'],
  ),
  of('automation', 'an unknown action', automation(`{ "type": ▶"task.creat", "params": {} }`), [
    'RULE_ACTION_UNKNOWN',
    'Did you mean "task.create"',
  ]),
  of('automation', 'a missing parameter of an action', automation(`{ "type": "notify", "params": ▶{} }`), [
    'RULE_PARAM_INVALID',
    '"text"',
  ]),
  of(
    'automation',
    'an unknown parameter of an action',
    automation(`{ "type": "notify", "params": { "text": "x",\n ▶"too": "owner" } }`),
    ['RULE_PARAM_UNKNOWN', 'Did you mean "to"'],
  ),
  of(
    'automation',
    'a parameter that is no option',
    automation(`{ "type": "task.create", "params": { "subject": "x", "priority": ▶"urgnt" } }`),
    ['RULE_PARAM_INVALID', 'Did you mean "urgent"'],
  ),
  of(
    'automation',
    'an unknown field deep inside parameters',
    automation(`{ "type": "task.create", "params": { "subject": { "en": { "fact": "lead", "path": ▶"$.nam" } } } }`),
    ['RULE_FIELD_UNKNOWN', 'Did you mean "name"'],
  ),
  of(
    'automation',
    'a way of firing that does not exist',
    `{ ${head('automation')} "rules": [{ "id": "a", "fire": ▶"raising", "conditions": ${ALWAYS}, "then": [{ "type": "notify", "params": { "text": "x" } }] }] }`,
    ['RULE_SHAPE', 'Did you mean "rising"'],
  ),
  of('lifecycle', 'a start that is no status', lifecycle('', '▶"b"'), ['RULE_STATUS_UNKNOWN', '"b"']),
  of('lifecycle', 'the same status twice', lifecycle(`,\n  { "id": ▶"a", "label": { "en": "A" }, "category": "lost" }`), [
    'RULE_ID_DUPLICATE',
    '"a"',
  ]),
  of(
    'lifecycle',
    'a next status that does not exist',
    lifecycle(`,\n  { "id": "b", "label": { "en": "B" }, "category": "lost", "next": [▶"c"] }`),
    ['RULE_STATUS_UNKNOWN', '"c"'],
  ),
  of(
    'lifecycle',
    'a category that does not exist',
    lifecycle(`,\n  { "id": "b", "label": { "en": "B" }, "category": ▶"opened" }`),
    ['RULE_SHAPE', 'Did you mean "open"'],
  ),
  of(
    'fields',
    'a custom field with the name of a core field',
    `{ ${head('fields')} "entity": "lead", "fields": {\n  ▶"email": { "type": "email" } } }`,
    ['RULE_FIELD_INVALID', 'already'],
  ),
  of(
    'fields',
    'a custom field with a name that no column can have',
    `{ ${head('fields')} "entity": "lead", "fields": {\n  ▶"Head Count": { "type": "integer" } } }`,
    ['RULE_FIELD_INVALID', 'small letter'],
  ),
  of(
    'fields',
    'a choice without options',
    `{ ${head('fields')} "entity": "lead", "fields": { "size": { ▶"type": "select" } } }`,
    ['RULE_FIELD_INVALID', 'oneOf'],
  ),
  of(
    'fields',
    'a field type that does not exist',
    `{ ${head('fields')} "entity": "lead", "fields": { "size": { "type": ▶"integr" } } }`,
    ['RULE_SHAPE', 'Did you mean "integer"'],
  ),
  of(
    'fields',
    'a default outside the options',
    `{ ${head('fields')} "entity": "lead", "fields": { "size": { "type": "select", "oneOf": ["s"], ▶"default": "l" } } }`,
    ['RULE_FIELD_INVALID', 'default'],
  ),
  of('form', 'an unknown field', `{ ${head('form')} ${TITLE}, "fields": [{ "field": ▶"emial" }] }`, [
    'RULE_FIELD_UNKNOWN',
    'Did you mean "email"',
  ]),
  of('form', 'a field that the system alone writes', `{ ${head('form')} ${TITLE}, "fields": [{ "field": ▶"score" }] }`, [
    'RULE_FIELD_UNKNOWN',
    '"score"',
  ]),
  of('form', 'a field that no visitor writes', `{ ${head('form')} ${TITLE}, "fields": [{ "field": ▶"ownerId" }] }`, [
    'RULE_FORM_FIELD_CLOSED',
    '"ownerId"',
  ]),
  of('mapping', 'an unknown field', `{ ${head('mapping')} ${TITLE}, "reads": "csv", "fields": {\n  ▶"fone": "Phone" } }`, [
    'RULE_FIELD_UNKNOWN',
    '"fone"',
  ]),
  of('mapping', 'an unknown source', `{ ${head('mapping')} ${TITLE}, "reads": ▶"webhok", "fields": {} }`, [
    'RULE_SOURCE_UNKNOWN',
    'Did you mean "webhook"',
  ]),
  of(
    'mapping',
    'a kind of signature that does not exist',
    `{ ${head('mapping')} ${TITLE}, "reads": "csv", "fields": {}, "signature": { "type": ▶"hmca" } }`,
    ['RULE_SHAPE', 'Did you mean "hmac"'],
  ),
  of(
    'queues',
    'the same queue twice',
    `{ ${head('queues')} "queues": [{ "id": "a", "label": { "en": "A" } }, { "id": ▶"a", "label": { "en": "A" } }] }`,
    ['RULE_ID_DUPLICATE', '"a"'],
  ),
  of(
    'cases',
    'a case for a file that does not exist',
    `{ ${head('cases')} "for": [▶"leadscore"], "cases": [{ "name": "n", "given": { "lead": {} } }] }`,
    ['RULE_FIELD_UNKNOWN', 'lead-score'],
  ),
  of(
    'cases',
    'a case with an unknown field',
    `{ ${head('cases')} "for": ["lead-score"], "cases": [{ "name": "n", "given": { "lead": { ▶"emploees": 5 } } }] }`,
    ['RULE_FIELD_UNKNOWN', 'employees'],
  ),
  of(
    'cases',
    'a step at no duration',
    `{ ${head('cases')} "for": ["lead-score"], "cases": [{ "name": "n", "given": { "lead": {} }, "timeline": [{ "at": ▶"5 minutes" }] }] }`,
    ['RULE_SHAPE', 'duration'],
  ),
  of('segment', 'an order on a text', segment(`{ "fact": "lead", "path": "$.email", "operator": ▶"greaterThan", "value": 5 }`), [
    'RULE_OPERATOR_UNFIT',
    'of type email',
  ]),
  of('segment', 'an order on a fact that is a text', segment(`{ "fact": "grade", "operator": ▶"lessThan", "value": 5 }`), [
    'RULE_OPERATOR_UNFIT',
    'of type string',
  ]),
  of(
    'segment',
    'a number where a text is held',
    segment(`{ "fact": "lead", "path": "$.city", "operator": "in", "value": ["Tehran", ▶5] }`),
    ['RULE_VALUE_UNKNOWN', 'in quotes'],
  ),
  of(
    'segment',
    'two fields of different natures',
    segment(`{ "fact": "lead", "path": "$.createdAt", "operator": "lessThan", "value": ▶{ "fact": "lead", "path": "$.city" } }`),
    ['RULE_OPERATOR_UNFIT', 'of type string'],
  ),
  of('segment', 'the whole lead compared with a value', segment(`{ "fact": ▶"lead", "operator": "equal", "value": "x" }`), [
    'RULE_PATH_MISSING',
    '"$.name"',
  ]),
  of('segment', 'the whole lead asked for being there', segment(`{ "fact": ▶"lead", "operator": "present", "value": true }`), [
    'RULE_PATH_MISSING',
    '"$.name"',
  ]),
  of('segment', 'a score without its part', segment(`{ "fact": ▶"score", "operator": "greaterThan", "value": 5 }`), [
    'RULE_PATH_MISSING',
    '"$.total"',
  ]),
  of(
    'segment',
    'a path that ends where it begins',
    segment(`{ "fact": "jalali", "path": ▶"$", "operator": "equal", "value": 5 }`),
    ['RULE_PATH_MISSING', '"$.year"'],
  ),
  of(
    'segment',
    'the whole lead on the right side',
    segment(`{ "fact": "lead", "path": "$.city", "operator": "equal", "value": { "fact": ▶"lead" } }`),
    ['RULE_PATH_MISSING', '"$.name"'],
  ),
  of(
    'transition',
    'bounds that end before they begin',
    transition(
      `{ "id": "r", "effective": { "from": "2026-05-01", "until": ▶"2026-04-01T00:00:00Z" }, "from": ["contacted"], "to": "hot", "conditions": ${ALWAYS} }`,
    ),
    ['RULE_BOUNDS_EMPTY', '2026-04-01'],
  ),
  of(
    'routing',
    'a row that ends before it begins',
    table(
      `{ "id": "a", "size": "-", "grade": "-", "effective": { "from": "2026-05-01", "until": ▶"2026-05-01" }, "then": { "queue": "inbound" } }`,
    ),
    ['RULE_BOUNDS_EMPTY', 'never holds'],
  ),
  of(
    'transition',
    'a day that the calendar does not have',
    transition(
      `{ "id": "r", "effective": { "until": ▶"2026-02-30" }, "from": ["contacted"], "to": "hot", "conditions": ${ALWAYS} }`,
    ),
    ['RULE_SHAPE', 'There is no day'],
  ),
  of(
    'transition',
    'a Jalali day from which a rule holds',
    transition(
      `{ "id": "r", "effective": { "from": ▶"1406-01-01" }, "from": ["contacted"], "to": "hot", "conditions": ${ALWAYS} }`,
    ),
    ['RULE_SHAPE', 'looks like a Jalali date; write 2027-03-21.'],
  ),
  of(
    'transition',
    'a move that the lifecycle forbids',
    transition(`{ "id": "r", "from": ["contacted", ▶"lost"], "to": "contacted", "conditions": ${ALWAYS} }`),
    ['RULE_TRANSITION_FORBIDDEN', 'contact-in-future'],
  ),
  of(
    'transition',
    'a move out of a status that nothing follows',
    transition(`{ "id": "r", "from": [▶"converted"], "to": "hot", "conditions": ${ALWAYS} }`),
    ['RULE_TRANSITION_FORBIDDEN', 'none may follow'],
  ),
  of(
    'routing',
    'a row after one that always matches',
    table(
      `{ "id": "a", "size": "-", "grade": "-", "then": { "queue": "inbound" } },\n    { "id": ▶"b", "size": "> 5", "grade": "-", "then": { "queue": "inbound" } }`,
      '"complete": true,',
    ),
    ['RULE_UNREACHABLE', '"a"'],
  ),
  of(
    'routing',
    'a row that an earlier one leaves nothing',
    table(
      `{ "id": "a", "size": "-", "grade": "hot", "then": { "queue": "inbound" } },\n    { "id": ▶"b", "size": "> 5", "grade": "hot", "then": { "queue": "inbound" } }`,
    ),
    ['RULE_UNREACHABLE', '"a"'],
  ),
  of(
    'routing',
    'a rule after one without conditions',
    `{ ${head('routing')} "rules": [{ "id": "a", "then": { "queue": "inbound" } },\n { "id": ▶"b", "conditions": ${ALWAYS}, "then": { "queue": "inbound" } }] }`,
    ['RULE_UNREACHABLE', '"a"'],
  ),
  of(
    'routing',
    'a column that calls a text a number',
    `{ ${head('routing')} "table": { "inputs": [{ "id": "city", "fact": "lead", "path": "$.city", "type": "number" }],\n "rows": [{ "id": "a", "city": ▶"> 5", "then": { "queue": "inbound" } }] } }`,
    ['RULE_OPERATOR_UNFIT', 'of type string'],
  ),
  of(
    'routing',
    'a cell with a status that does not exist',
    `{ ${head('routing')} "table": { "inputs": [{ "id": "at", "fact": "lead", "path": "$.status", "type": "string" }],\n "rows": [{ "id": "a", "at": ▶"contactd", "then": { "queue": "inbound" } }] } }`,
    ['RULE_VALUE_UNKNOWN', 'Did you mean "contacted"'],
  ),
  of(
    'automation',
    'a task for a queue that does not exist',
    automation(`{ "type": "task.create", "params": { "subject": "x",
  "assignee": ▶"queue:inbond" } }`),
    ['RULE_QUEUE_UNKNOWN', 'Did you mean "inbound"'],
  ),
  of(
    'automation',
    'a task for a queue without the word queue',
    automation(`{ "type": "task.create", "params": { "subject": "x",
  "assignee": ▶"inbound" } }`),
    ['RULE_PARAM_INVALID', 'Did you mean "queue:inbound"'],
  ),
  of(
    'automation',
    'a task for all managers, which no task can have',
    automation(`{ "type": "task.create", "params": { "subject": "x",
  "assignee": ▶"managers" } }`),
    ['RULE_PARAM_INVALID', 'owner'],
  ),
  of(
    'automation',
    'a task due after no duration',
    automation(`{ "type": "task.create", "params": { "subject": "x",
  "due": ▶"5 minutes" } }`),
    ['RULE_PARAM_INVALID', 'PT5M'],
  ),
  of(
    'automation',
    'a field to set that does not exist',
    automation(`{ "type": "field.set", "params": { "field": ▶"emial", "value": "x" } }`),
    ['RULE_FIELD_UNKNOWN', 'Did you mean "email"'],
  ),
  of(
    'automation',
    'a field to set that the system alone writes',
    automation(`{ "type": "field.set", "params": { "field": ▶"score", "value": 5 } }`),
    ['RULE_PARAM_INVALID', 'system alone'],
  ),
  of('automation', 'a message to nobody', automation(`{ "type": "notify", "params": { "text": "x", "to": ▶"managerz" } }`), [
    'RULE_PARAM_INVALID',
    'Did you mean "managers"',
  ]),
  of('automation', 'a call to no address', automation(`{ "type": "webhook.call", "params": { "url": ▶"notaurl" } }`), [
    'RULE_PARAM_INVALID',
    'https://',
  ]),
]
