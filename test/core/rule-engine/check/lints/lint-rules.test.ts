import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../../core/errors.js'
import {
  buildRuleSet,
  fixIn,
  isWarning,
  type LintOptions,
  lintRules,
  type SourceFile,
} from '../../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../../rules/base-vocabulary.js'
import { LIFECYCLE, sourceOf, when } from '../../rules-for-test.js'

type Content = Readonly<Record<string, unknown>>

const TESTED = { cases: [{ name: 'a lead', given: { lead: {} }, expect: { status: 'new' } }] }

/** A small deployment in which nothing is to be found, with some of its files replaced. */
function filesOf(changes: Readonly<Record<string, Content>>): readonly SourceFile[] {
  const all = {
    lifecycle: LIFECYCLE,
    queues: queues(),
    cases: { ...TESTED, for: ['lifecycle', ...Object.keys(changes)] },
    ...changes,
  }
  return Object.entries(all).map(([kind, content]) => sourceOf(kind, content))
}

const queues = (...ids: readonly string[]) => ({ queues: ['sales', 'desk', ...ids].map((id) => ({ id, label: { en: id } })) })
const fields = (declared: Content) => ({ entity: 'lead', fields: declared })
const SIZES = fields({
  size: { type: 'integer', min: 0 },
  tier: { type: 'select', oneOf: ['smb', 'big'] },
  metAt: { type: 'dateTime' },
})

/** `CODE message` of everything that is found, queues that only exist for the test and the lack of cases aside. */
function found(changes: Readonly<Record<string, Content>>, options: LintOptions = {}): readonly string[] {
  return findings(changes, options).map(({ code, message }) => `${code} ${message}`)
}

function findings(changes: Readonly<Record<string, Content>>, options: LintOptions = {}) {
  const files = filesOf(changes)
  const isOfTest = (code: string) =>
    (code === 'RULE_QUEUE_UNUSED' && !('queues' in changes)) || (code === 'RULE_CASE_MISSING' && !('cases' in changes))
  return lintRules(files, buildRuleSet(files, vocabularyFor(files)), options).filter(({ code }) => !isOfTest(code))
}

function refusal(changes: Readonly<Record<string, Content>>): readonly string[] {
  const files = filesOf(changes)
  try {
    buildRuleSet(files, vocabularyFor(files))
    return []
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return thrown.errors.map(({ code, message }) => `${code} ${message}`)
    throw thrown
  }
}

const segment = (conditions: object) => ({ fields: SIZES, segment: { title: { en: 'S' }, conditions } })
const scoring = (rules: readonly object[], score: Content = {}) => ({
  score: { min: 0, max: 100, groups: [{ id: 'fit' }], ...score },
  rules,
})
const scored = (id: string, conditions: object, points = 10) => ({ id, conditions, then: { group: 'fit', points } })
const moved = (from: string, to: string, more: Content = {}) => ({
  id: `${from}-${to}`,
  from: [from],
  to,
  conditions: when('$.tier', 'equal', 'big'),
  ...more,
})
const notified = (conditions: object, more: Content = {}) => ({
  rules: [{ id: 'tell', conditions, then: [{ type: 'notify', params: { text: 'x', to: 'owner' } }], ...more }],
})
const elapsed = (since: readonly string[], value = 5) => ({
  fact: 'elapsed',
  params: { since, unit: 'days' },
  operator: 'greaterThanInclusive',
  value,
})
const size = (operator: string, value: number) => ({ fact: 'lead', path: '$.size', operator, value })
const table = (rows: readonly Content[], more: Content = {}) => ({
  fields: SIZES,
  routing: {
    complete: true,
    table: {
      inputs: [
        { id: 'size', fact: 'lead', path: '$.size', type: 'number' },
        { id: 'tier', fact: 'lead', path: '$.tier', type: 'string' },
      ],
      rows: rows.map((row, index) => ({ id: `r${index}`, size: '-', tier: '-', then: { queue: 'sales' }, ...row })),
    },
    ...more,
  },
})

describe('conditions', () => {
  test('that exclude each other are named', () => {
    expect(found(segment({ all: [size('greaterThan', 500), size('lessThan', 50)] }))).toEqual([
      'RULE_NEVER_TRUE No lead can meet these conditions: "size greaterThan 500" and "size lessThan 50" exclude each other.',
    ])
    expect(found(segment({ all: [size('greaterThan', 48), size('lessThan', 50)] }))).toEqual([])
  })

  test('below the least number of a field are never met', () => {
    expect(found(segment({ all: [size('lessThan', 0)] }))[0]).toMatch(/^RULE_NEVER_TRUE .*"size lessThan 0" is never so/)
  })

  test('that are never met are told at the named condition, not again where it is used', () => {
    const conditions = { conditions: [{ id: 'none', title: { en: 'N' }, conditions: { all: [size('lessThan', 0)] } }] }
    expect(found({ ...segment({ condition: 'none' }), conditions })).toHaveLength(1)
  })

  test('that every lead meets are told, unless they say so on purpose', () => {
    expect(found(segment({ any: [size('present', true as never), size('present', false as never)] }))).toEqual([
      'RULE_ALWAYS_TRUE Every lead meets these conditions; they ask nothing.',
    ])
    expect(found(segment(when('$.id', 'present', true)))).toEqual([])
  })

  test('that ask for a score beyond what rules can give are told', () => {
    const rules = { scoring: scoring([scored('big', when('$.tier', 'equal', 'big'))]), fields: SIZES }
    const above = (value: number) => ({
      ...rules,
      automation: notified({ all: [{ fact: 'score', path: '$.total', operator: 'greaterThan', value }] }),
    })
    expect(found(above(10))).toEqual([
      'RULE_SCORE_UNREACHABLE No lead can meet these conditions: "score greaterThan 10" is never so; no total comes to that.',
    ])
    expect(found(above(9))).toEqual([])
  })
})

describe('a negation', () => {
  test('that takes in leads without the value is told with such a lead', () => {
    expect(found(segment({ all: [{ fact: 'lead', path: '$.tier', operator: 'notEqual', value: 'smb' }] }))).toEqual([
      'RULE_MISSING_MATCHES "tier notEqual smb" also takes in leads whose tier nobody knows, for example a lead with tier missing. If they are not meant, ask beside it that "tier" is present; if they are, ask for either.',
    ])
    expect(found(segment({ not: when('$.size', 'greaterThan', 5) }))[0]).toMatch(/^RULE_MISSING_MATCHES/)
  })

  test('is left alone where the missing value was thought of, cannot be, or means no', () => {
    const notSmall = { fact: 'lead', path: '$.tier', operator: 'notEqual', value: 'smb' }
    expect(found(segment({ all: [notSmall, { fact: 'lead', path: '$.tier', operator: 'present', value: true }] }))).toEqual([])
    expect(found(segment(when('$.status', 'notEqual', 'new')))).toEqual([])
    expect(found(segment(when('$.doNotCall', 'notEqual', true)))).toEqual([])
    expect(found(segment({ not: when('$.firstResponseAt', 'greaterThan', 0) }))).toEqual([])
  })
})

describe('a wait', () => {
  test('that never ends without its field is told, and mended by saying so', () => {
    const changes = { fields: SIZES, automation: notified({ all: [elapsed(['metAt'])] }) }
    const [finding] = findings(changes)
    expect(finding?.code).toBe('RULE_ELAPSED_MISSING')
    expect(finding?.message).toContain('A lead whose "metAt" is missing never meets this')
    const [edit] = (finding && fixIn(finding)?.edits) ?? []
    const text = filesOf(changes).find(({ kind }) => kind === 'automation')?.text ?? ''
    const mended = edit ? `${text.slice(0, edit.offset)}${edit.content}${text.slice(edit.offset + edit.length)}` : text
    expect(found({ fields: SIZES, automation: JSON.parse(mended) as Content })).toEqual([])
  })

  test('with a field to fall back on, or for an instant to come, is left alone', () => {
    expect(found({ fields: SIZES, automation: notified({ all: [elapsed(['metAt', 'createdAt'])] }) })).toEqual([])
    expect(found({ fields: SIZES, automation: notified({ all: [elapsed(['metAt'], 0)] }) })).toEqual([])
    expect(found({ fields: SIZES, automation: notified({ not: elapsed(['metAt']) }) })).toEqual([])
  })
})

describe('rules in order', () => {
  test('a row that one before it leaves nothing keeps the rules from being loaded', () => {
    const rows = [{ tier: 'big' }, { tier: 'big', size: '> 5' }, {}]
    expect(refusal(table(rows))).toEqual([
      'RULE_UNREACHABLE The row "r0" comes first and matches every lead that this one could; it is never reached.',
    ])
  })

  test('a row that others leave nothing by what they ask is a warning', () => {
    const [finding, ...others] = findings(table([{ size: '< 10' }, { size: '>= 5' }, { size: '7', tier: 'big' }, {}]))
    expect(others).toEqual([])
    expect(finding?.message).toMatch(/^The row "r[01]" comes first/)
    expect(finding && isWarning(finding)).toBe(true)
    const together = found(table([{ size: '< 10' }, { size: '>= 10' }, { size: 'not missing' }, {}]))
    expect(together).toEqual([
      'RULE_UNREACHABLE The rows "r0", "r1" come first and together match every lead that this one could; it is never reached.',
    ])
  })

  test('a row that is reached for some lead is left alone', () => {
    expect(found(table([{ size: '< 10' }, { size: '>= 11' }, { size: 'not missing' }, {}]))).toEqual([])
  })

  test('a transition whose predecessor may be refused for a missing field is reached', () => {
    const rules = [moved('new', 'working'), { ...moved('new', 'lost', { reason: 'price' }), id: 'second' }]
    expect(found({ fields: SIZES, transition: { rules } })[0]).toMatch(/^RULE_UNREACHABLE/)
    const statuses = LIFECYCLE.statuses.map((status) => (status.id === 'working' ? { ...status, requires: ['email'] } : status))
    expect(found({ fields: SIZES, transition: { rules }, lifecycle: { ...LIFECYCLE, statuses } })).toEqual([])
  })
})

describe('a complete table', () => {
  test('without a row for some lead is refused, with that lead and the rows that are missing', () => {
    const [message] = refusal(table([{ size: '>= 500' }, { size: '[50..500)', tier: 'not missing' }, { size: 'missing' }]))
    expect(message).toMatch(
      /^RULE_TABLE_INCOMPLETE "complete" promises that every lead matches, but no row does for a lead with size 5?\d+/,
    )
    const rows = [...(message ?? '').matchAll(/\{"id":"missing-\d+".*?\}\}/g)].map(([row]) => JSON.parse(row) as Content)
    expect(rows.length).toBeGreaterThan(0)
    expect(
      refusal(table([{ size: '>= 500' }, { size: '[50..500)', tier: 'not missing' }, { size: 'missing' }, ...rows])),
    ).toEqual([])
  })

  test('may do without a last row that always matches', () => {
    expect(refusal(table([{ size: '< 10' }, { size: '>= 10' }, { size: 'missing' }]))).toEqual([])
  })
})

test('rows that match one lead are told where the table promises one match, or the same outcome', () => {
  const overlaps = (hitPolicy: string, ...rows: readonly Content[]) => {
    const files = filesOf(table(rows))
    const ruleSet = buildRuleSet(files, vocabularyFor(files))
    const promising = filesOf(table(rows, { hitPolicy }))
    return lintRules(promising, ruleSet).flatMap(({ code, message }) => (code === 'RULE_ROWS_OVERLAP' ? [message] : []))
  }
  const [small, big, none] = [
    { size: '< 10' },
    { size: 'not missing', tier: 'big', then: { queue: 'desk' } },
    { size: 'missing' },
  ]
  const rest = { size: '>= 10', tier: 'not big' }
  expect(overlaps('unique', small, big, none, rest, { size: '>= 10', tier: 'missing' })[0]).toBe(
    '"hitPolicy" promises that one row at most matches, but "r0" and this one both match a lead with size 9 and tier big.',
  )
  const same = { ...big, then: { queue: 'sales' } }
  expect(overlaps('any', small, same, none, { size: '>= 10' })).toEqual([])
  expect(overlaps('unique', small, { size: '>= 10' }, none)).toEqual([])
})

describe('statuses', () => {
  const open = (id: string, next?: readonly string[]) => ({ id, label: { en: id }, category: 'open', ...(next ? { next } : {}) })
  const won = { id: 'won', label: { en: 'Won' }, category: 'converted', next: [] }
  const lifecycle = (...statuses: readonly object[]) => ({ lifecycle: { start: 'new', statuses: [...statuses, won] } })

  test('to which none leads, or from which none leads on, are told', () => {
    expect(found(lifecycle(open('new', ['won', 'parked']), open('parked', []), open('lonely', ['won'])))).toEqual([
      'RULE_STATUS_DEAD_END A lead that comes to "parked" stays open for ever: no converted or lost status can follow. Add one to "next".',
      'RULE_STATUS_UNREACHABLE No status leads to "lonely". Name it in "next" of the status that comes before it.',
    ])
    expect(found(lifecycle(open('new'), open('parked', ['new'])))).toEqual([])
  })

  test('between which transitions send a lead round and round are told with such a lead', () => {
    const circle = [moved('new', 'working'), moved('working', 'new', { conditions: { all: [size('greaterThan', 5)] } })]
    expect(found({ fields: SIZES, transition: { rules: circle } })).toEqual([
      'RULE_TRANSITIONS_CIRCLE Together with "working-new" this runs in a circle, new → working → new, for a lead with tier big and size 6. The lead stops after one round and each decision reports a problem.',
    ])
    const parted = [moved('new', 'working'), moved('working', 'new', { conditions: when('$.tier', 'equal', 'smb') })]
    expect(found({ fields: SIZES, transition: { rules: parted } })).toEqual([])
  })

  test('that a lead leaves only after a while make no circle', () => {
    const after = { conditions: { all: [elapsed(['statusSince'])] } }
    const rules = [moved('new', 'working', after), moved('working', 'new', after)]
    expect(found({ fields: SIZES, transition: { rules } })).toEqual([])
    expect(found({ fields: SIZES, transition: { rules: [moved('new', 'working'), ...rules.slice(1)] } })[0]).toContain(
      'working → new → working, for a lead with 5 days since statusSince and tier big',
    )
  })
})

test('a grade that no total comes to is told', () => {
  const grades = (from: number) => ({ grades: [{ grade: 'hot', from }, { grade: 'cold' }] })
  const rules = [scored('big', when('$.tier', 'equal', 'big'), 30)]
  expect(found({ fields: SIZES, scoring: scoring(rules, grades(40)) })).toEqual([
    'RULE_GRADE_UNREACHABLE No lead gets the grade "hot": it begins at 40, and no total comes above 30.',
  ])
  expect(found({ fields: SIZES, scoring: scoring(rules, grades(0)) })[0]).toContain('No lead gets the grade "cold"')
  expect(found({ fields: SIZES, scoring: scoring(rules, grades(30)) })).toEqual([])
})

test('a rule whose time is over is told with both ways out, and never taken out by itself', () => {
  const rule = (id: string, until: string) => ({ ...scored(id, when('$.tier', 'equal', id)), effective: { until } })
  const changes = { fields: SIZES, scoring: scoring([rule('smb', '2026-01-01T00:00:00Z'), rule('big', '2027-01-01T00:00:00Z')]) }
  const [finding, ...others] = findings(changes, { now: Date.parse('2026-06-01') })
  expect([finding?.code, others]).toEqual(['RULE_EXPIRED', []])
  expect(finding && fixIn(finding)).toBeUndefined()
  expect(finding?.message).toMatch(/give it a later "until" or set "enabled": false.*otherwise remove it/)
})

test('two scoring rules that ask the same are told, in whatever order', () => {
  const asks = [size('greaterThan', 5), { fact: 'lead', path: '$.tier', operator: 'equal', value: 'big' }]
  const rules = [scored('one', { all: asks }), scored('two', { all: asks.toReversed() }), scored('three', { any: asks })]
  expect(found({ fields: SIZES, scoring: scoring(rules) })).toEqual([
    'RULE_DUPLICATE This asks exactly what "one" asks; its points come on top. Put them into one rule if that is not meant.',
  ])
})

test('names that nothing uses are told, except those of the shipped layer', () => {
  const conditions = {
    conditions: ['used', 'spare'].map((id) => ({
      id,
      title: { en: id },
      conditions: when('$.tier', 'equal', id === 'used' ? 'big' : 'smb'),
    })),
  }
  const changes = {
    ...segment({ condition: 'used' }),
    conditions,
    queues: queues('idle'),
    routing: {
      rules: [
        { id: 'a', conditions: when('$.tier', 'equal', 'big'), then: { queue: 'sales' } },
        { id: 'all', then: { queue: 'desk' } },
      ],
    },
  }
  expect(found(changes)).toEqual([
    'RULE_CONDITION_UNUSED Nothing uses the named condition "spare".',
    'RULE_QUEUE_UNUSED No rule sends a lead to the queue "idle".',
  ])
  expect(found(changes, { ownLayer: 'another' })).toEqual([])
})

describe('cases', () => {
  const cases = (about: string, ...list: readonly object[]) => ({ cases: { for: ['lifecycle', about], cases: list } })
  const aCase = (lead: object, more: Content = {}) => ({ name: 'a lead', given: { lead }, ...more })

  test('that are about no rule of a file are told, once for the file', () => {
    const changes = { fields: SIZES, automation: notified(when('$.tier', 'equal', 'big')) }
    expect(found({ ...changes, cases: { ...TESTED, for: ['lifecycle'] } })).toEqual([
      expect.stringMatching(/^RULE_CASE_MISSING .*"for": \["automation"\]/),
    ])
  })

  test('are asked of rules about customers as well', () => {
    const conditions = { all: [{ fact: 'account', path: '$.employees', operator: 'greaterThan', value: 5 }] }
    const rule = {
      id: 'large',
      title: { en: 'Large' },
      conditions,
      then: [{ type: 'notify', params: { text: { en: 'x' }, to: 'owner' } }],
    }
    expect(found({ automation: { entity: 'account', rules: [rule] }, cases: { ...TESTED, for: ['lifecycle'] } })).toEqual([
      expect.stringContaining('RULE_CASE_MISSING No case shows what these rules do.'),
    ])
  })

  test('that come to some rules of their file only are told, each rule by name', () => {
    const rules = ['smb', 'big', 'huge'].map((tier) => scored(tier, when('$.tier', 'equal', tier === 'huge' ? 'big' : tier)))
    const one = { all: [size('greaterThan', 5), when('$.tier', 'equal', 'big').all[0]] }
    const changes = { fields: SIZES, scoring: scoring([...rules.slice(0, 2), scored('huge', one)]) }
    expect(found({ ...changes, ...cases('scoring', aCase({ tier: 'big', size: 5 })) })).toEqual([
      'RULE_CASE_MISSING No case for "scoring" comes to "smb". Write one that it decides, and one that it just misses.',
      'RULE_CASE_MISSING No case for "scoring" comes to "huge". Write one that it decides, and one that it just misses.',
    ])
    const steps = { timeline: [{ at: 'P1D', set: { size: 6 } }] }
    expect(found({ ...changes, ...cases('scoring', aCase({ tier: 'big' }, steps), aCase({ tier: 'smb' })) })).toEqual([])
  })

  test('that name a rule, or may come to it by what only deciding shows, are enough', () => {
    const changes = { fields: SIZES, automation: notified({ all: [elapsed(['statusSince'])] }) }
    const [finding] = found({ ...changes, ...cases('automation', aCase({})) })
    expect(finding).toMatch(/^RULE_CASE_MISSING No case for "automation" comes to "tell"/)
    expect(found({ ...changes, ...cases('automation', aCase({}, { timeline: [{ at: 'P6D' }] })) })).toEqual([])
    expect(found({ ...changes, ...cases('automation', aCase({}, { expect: { fired: [] }, name: 'tell: too early' })) })).toEqual(
      [],
    )
  })

  test('of which an earlier row takes every one come to no later row', () => {
    const changes = table([{ size: '< 10' }, { size: '>= 10' }, {}])
    const given = cases('routing', aCase({ size: 5 }), aCase({ size: 15 }))
    expect(found({ ...changes, ...given })).toEqual([expect.stringMatching(/^RULE_CASE_MISSING .* comes to "r2"/)])
    expect(found({ ...changes, ...cases('routing', aCase({ size: 5 }), aCase({ size: 15 }), aCase({})) })).toEqual([])
  })

  test('that leave out a great many rules are told in few lines', () => {
    const rows = Array.from({ length: 50 }, (_, index) => ({ size: `[${index * 10}..${index * 10 + 10})` }))
    const told = found({ ...table([...rows, {}]), ...cases('routing', aCase({ size: 5 })) })
    expect(told).toHaveLength(10)
    expect(told.at(-1)).toContain('So it is with 40 more in this file.')
  })
})

test('a thousand rows are looked at within the budget, and what is wrong among them is found', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({ size: `[${index * 10}..${index * 10 + 10})` }))
  const wrong = rows.with(500, { size: '[4000..4500)' })
  const changes = table([...wrong, {}])
  expect(found(changes)).toEqual([expect.stringMatching(/^RULE_UNREACHABLE The rows? /)])
}, 60_000)
