import fc from 'fast-check'
import type { Comparison, ConditionNode, Conditions } from '../../core/model/conditions.js'
import { defineFields } from '../../core/model/fields.js'
import { definePlugin } from '../../core/plugin-api/index.js'
import { aStoredLead } from './stored-records.js'

/** The clock of these questions: a day of Mehr 1405 in Tehran. */
export const ASKED_AT = Date.UTC(2026, 8, 28, 9)

/** A field of every type that people fill, a fact that must be loaded, and an operator that no database knows. */
export const questionPlugin = definePlugin({
  name: 'questions',
  fields: {
    lead: defineFields({
      nickname: { type: 'string' },
      note: { type: 'text' },
      visits: { type: 'integer', indexed: true },
      ratio: { type: 'number' },
      price: { type: 'money' },
      isVip: { type: 'boolean' },
      bornOn: { type: 'date' },
      seenAt: { type: 'dateTime' },
      tier: { type: 'select', oneOf: ['gold', 'silver'] },
      interests: { type: 'multiSelect' },
      mobile: { type: 'phone' },
      workEmail: { type: 'email' },
      blog: { type: 'url' },
      partnerId: { type: 'reference', entity: 'lead' },
      points: { type: 'integer', default: 3 },
    }),
  },
  facts: {
    luck: {
      label: 'Luck',
      value: { type: 'integer' },
      load: (leads) =>
        leads.map(({ id }) => (id.charCodeAt(id.length - 1) % 3 === 0 ? undefined : id.charCodeAt(id.length - 1) % 5)),
    },
  },
  operators: {
    resembles: { label: 'resembles', test: (left, right) => String(left).length === String(right).length },
  },
})

const TEXTS = [
  ...['', ' ', 'tehran', 'Tehran', 'TEHRAN', 'tehran ', 'new  york', 'New York', '10', '5', '10abc', ' 10', '0x10', '1e3'],
  ...[
    'تهران',
    'تهرانی',
    'كرج',
    'کرج',
    'علي رضا',
    'علی‌رضا',
    'کتاب ها',
    'کتاب‌ها',
    'کتابهایی',
    'مُحَمَّد',
    'محمد',
    'آرش',
    'ارش',
    'مسئول',
    'خانهٔ',
  ],
  ...[
    '۱۲',
    '١٢',
    '12',
    'é',
    'Café',
    'CAFE',
    'ß',
    'ss',
    'İ',
    'Σας',
    'ﷲ',
    'ﻼ',
    '٪',
    '%',
    '_',
    '100%',
    "'; drop table lead; --",
    'a"b',
    '\\',
    '[a-z]*',
  ],
]
const LETTERS = [...'abzAZ 0٣۷اآأبیيىكکههةۀ‌ًّـءßéÉ-%_\n'] as const
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map((letters) => letters.join('')) },
)
const number = fc.constantFrom(-1, 0, 1, 3, 4.5, 5, 10, 10.5, 1_000_000, Number.MAX_SAFE_INTEGER)
const day = fc.constantFrom(
  '1985-03-20',
  '1985-03-21',
  '1999-09-22',
  '1999-09-23',
  '2026-09-22',
  '2026-09-23',
  '1890-01-01',
  '2090-07-01',
)
/** Around the turns of the Jalali year, of its months, and of the clocks in Tehran. */
const instant = fc.oneof(
  fc.constantFrom(
    ...[
      Date.UTC(2026, 2, 20, 20, 30),
      Date.UTC(2021, 2, 21, 20, 30),
      Date.UTC(2021, 8, 21, 19, 30),
      Date.UTC(2021, 8, 22, 20, 30),
    ],
    ...[Date.UTC(2026, 8, 22, 20, 30), Date.UTC(2024, 5, 1), Date.UTC(1950, 0, 1), Date.UTC(2090, 0, 1), ASKED_AT - 3_600_000],
  ),
  fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2030, 0) }),
)
const choice = fc.constantFrom('crm', 'a"b', 'تهران', '10', 'Sales', '')

/** What leads hold: every field may be missing. */
export const leadValues = fc
  .record(
    {
      nickname: text,
      note: text,
      city: text,
      name: text,
      visits: fc.constantFrom(-1, 0, 1, 3, 4, 5, 10, 1_000_000),
      ratio: number,
      price: fc.record(
        { amount: fc.constantFrom(0, 5, 10, 900), currency: fc.constantFrom('EUR', 'IRR') },
        { noNullPrototype: true },
      ),
      isVip: fc.boolean(),
      bornOn: day,
      seenAt: instant.map((at) => Math.trunc(at)),
      firstResponseAt: instant,
      tier: fc.constantFrom('gold', 'silver'),
      interests: fc.uniqueArray(choice, { maxLength: 3 }),
      mobile: fc.constantFrom('+989121234567', '+982112345678'),
      workEmail: fc.constantFrom('Ali@Example.com', 'sara@example.ir'),
      blog: fc.constantFrom('https://example.ir/a', 'https://Example.com/B'),
      partnerId: fc.constantFrom('l-000', 'l-001'),
      status: fc.constantFrom('new', 'contacted', 'qualified'),
      score: fc.constantFrom(0, 10, 69.5, 70, 90),
      grade: fc.constantFrom('hot', 'warm', 'cold'),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map(({ status = 'new', ...values }) => ({ ...values, status }))

/** A lead that holds such values. */
export const questionLead = (values: Readonly<Record<string, unknown>>, index: number) =>
  aStoredLead(`l-${String(index).padStart(3, '0')}`, { createdAt: ASKED_AT - index * 86_400_000 * 17, ...values })

const ORDERS = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive']
const READINGS = ['sameText', 'includesText', 'startsWithText', 'endsWithText']

type Leaf = Omit<Comparison, 'fact'> & { readonly fact?: string }

const compared = (operators: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.record({ operator: fc.constantFrom(...operators), value })
const listOf = (value: fc.Arbitrary<unknown>) => fc.array(value, { maxLength: 3 })
const presence = compared(['present'], fc.constantFrom(true, false))
const equality = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    compared(['equal', 'notEqual', 'swap:equal'], value),
    compared(['in', 'notIn', 'someValue:equal', 'everyValue:notEqual'], listOf(value)),
  )
const orNull = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
const ordered = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    compared([...ORDERS, 'swap:greaterThan'], value),
    compared(
      ORDERS.map((order) => `someValue:${order}`),
      listOf(value),
    ),
  )

const aboutText = fc.oneof(
  { weight: 3, arbitrary: equality(orNull(fc.oneof(text, number))) },
  { weight: 3, arbitrary: compared(READINGS, text) },
  compared(['someValue:includesText', 'everyValue:includesText'], listOf(text)),
  compared([...ORDERS, 'swap:lessThan'], fc.oneof(text, number)),
  compared(['contains', 'doesNotContain', 'someFact:equal', 'everyFact:equal'], text),
  compared(['resembles'], text),
  presence,
)
const numeric = fc.oneof(number, fc.constantFrom<unknown>('5', '10', '1e1', ' 7 ', '4.5', true, null, [5]))
const aboutNumber = fc.oneof(
  equality(orNull(number)),
  ordered(numeric),
  compared([...READINGS, 'contains'], text),
  compared(['resembles'], number),
  presence,
)
const aboutBoolean = fc.oneof(equality(orNull(fc.boolean())), compared(ORDERS, number), presence)
const aboutDay = fc.oneof(
  equality(orNull(day)),
  ordered(fc.oneof(day, number)),
  compared(READINGS, fc.constantFrom('1999', '-09-', '2026')),
  presence,
)
const aboutInstant = fc.oneof(equality(instant), ordered(instant), ordered(fc.constant({ fact: 'now' })), presence)
const aboutList = fc.oneof(
  compared(
    ['contains', 'doesNotContain', 'someFact:equal', 'everyFact:equal', 'someFact:notEqual', 'everyFact:not:equal', 'equal'],
    choice,
  ),
  compared(['someFact:in', 'everyFact:in', 'everyFact:notIn', 'someValue:contains', 'everyValue:contains'], listOf(choice)),
  compared([...READINGS.map((reading) => `someFact:${reading}`), 'includesText'], choice),
  compared([...ORDERS, 'everyFact:greaterThan'], number),
  presence,
)

const ofLead = (fields: readonly string[], leaf: fc.Arbitrary<Leaf>) =>
  fc.tuple(fc.constantFrom(...fields), leaf).map(([field, each]): Comparison => ({ fact: 'lead', path: `$.${field}`, ...each }))
const other = (fact: string, asked: { path?: string; params?: Readonly<Record<string, unknown>> }, leaf: fc.Arbitrary<Leaf>) =>
  leaf.map((each): Comparison => ({ fact, ...asked, ...each }))

const jalaliLeaf = fc
  .record({
    part: fc.constantFrom('year', 'month', 'month', 'quarter', 'day', 'weekday'),
    of: fc.constantFrom(undefined, 'createdAt', 'seenAt', 'bornOn'),
    leaf: fc.oneof(
      equality(fc.constantFrom(1, 2, 4, 6, 7, 12, 1378, 1400, 1405)),
      ordered(fc.constantFrom(1, 3, 6, 7, 30, 1364, 1400, '7')),
      presence,
    ),
  })
  .map(({ part, of, leaf }): Comparison => ({ fact: 'jalali', path: `$.${part}`, ...(of ? { params: { of } } : {}), ...leaf }))

/** Spans that end exactly at a lead, in each unit, and such that no lead is near. */
const span = fc.constantFrom(
  ...[
    { unit: 'days', value: 17 },
    { unit: 'days', value: 34 },
    { unit: 'hours', value: 408 },
    { unit: 'minutes', value: 24_480 },
  ],
  ...[
    { unit: 'seconds', value: 3_600 },
    { unit: 'days', value: 1 / 3 },
    { unit: 'hours', value: 0.1 },
    { unit: 'hours', value: -5 },
  ],
  { unit: 'days', value: 1e300 },
)
const elapsedLeaf = fc
  .record({
    since: fc.constantFrom(['createdAt'], ['createdAt'], ['firstResponseAt'], ['firstResponseAt', 'seenAt']),
    span,
    operator: fc.constantFrom(...ORDERS, 'present'),
  })
  .map(({ since, span: { unit, value }, operator }): Comparison => {
    const params = { since, unit }
    return { fact: 'elapsed', params, operator, value: operator === 'present' ? value > 20 : value }
  })

const window = fc.constantFrom({}, { withinDays: 30 }, { withinDays: 0.01 }, { within: 'P3D' })
const activityLeaf = fc.oneof(
  fc
    .record({ params: window, leaf: fc.oneof(equality(fc.constantFrom(0, 1, 2)), ordered(fc.constantFrom(0, 1, 1.5, '1'))) })
    .map(({ params, leaf }): Comparison => ({ fact: 'activityCount', params: { type: 'call', ...params }, ...leaf })),
  fc
    .record({ params: fc.constantFrom({}, { type: 'mail' }), leaf: aboutInstant })
    .map(({ params, leaf }): Comparison => ({ fact: 'lastActivity', params, ...leaf })),
)

const leaf: fc.Arbitrary<Comparison> = fc
  .tuple(
    fc.constantFrom('', '', '', 'not:'),
    fc.oneof(
      {
        weight: 5,
        arbitrary: ofLead(
          ['nickname', 'note', 'city', 'name', 'mobile', 'workEmail', 'blog', 'partnerId', 'tier', 'status'],
          aboutText,
        ),
      },
      { weight: 3, arbitrary: ofLead(['visits', 'ratio', 'score', 'points', 'price.amount'], aboutNumber) },
      ofLead(['price.currency'], aboutText),
      ofLead(['isVip'], aboutBoolean),
      ofLead(['bornOn'], aboutDay),
      { weight: 2, arbitrary: ofLead(['seenAt', 'createdAt', 'firstResponseAt'], aboutInstant) },
      { weight: 2, arbitrary: ofLead(['interests'], aboutList) },
      ofLead(['price', 'rulesTrue', 'interests[0]'], presence),
      ofLead(['nickname', 'note'], compared(['equal', 'notEqual'], fc.constant({ fact: 'lead', path: '$.city' }))),
      { weight: 2, arbitrary: jalaliLeaf },
      { weight: 2, arbitrary: elapsedLeaf },
      { weight: 2, arbitrary: activityLeaf },
      other('now', {}, ordered(instant)),
      other('grade', {}, fc.oneof(equality(fc.constantFrom('hot', 'warm')), presence)),
      other('score', { path: '$.total' }, aboutNumber),
      other('score', { path: '$.grade' }, compared(['notEqual', 'equal'], fc.constantFrom('hot'))),
      other('owner', { path: '$.name' }, compared(['equal', 'notEqual'], text)),
      other('luck', {}, fc.oneof(equality(fc.constantFrom(0, 1, 2)), ordered(number))),
    ),
  )
  .map(([before, each]) => ({ ...each, operator: `${before}${each.operator}` }))

const { node } = fc.letrec<{ node: ConditionNode; group: ConditionNode }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('group')),
  group: fc.oneof(
    { weight: 3, arbitrary: fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })) },
    { weight: 3, arbitrary: fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((any) => ({ any })) },
    { weight: 2, arbitrary: tie('node').map((not) => ({ not })) },
    { weight: 1, arbitrary: fc.constantFrom({ condition: 'isHot' }, { condition: 'isUntouched' }) },
  ),
}))

/** Any conditions over leads. */
export const leadConditions: fc.Arbitrary<Conditions> = node.map((each) => ('fact' in each ? { all: [each] } : each))
