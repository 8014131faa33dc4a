import fc from 'fast-check'
import type { Comparison, ConditionNode, Conditions } from '../../../../core/model/conditions.js'

/** Conditions, facts and options as json-rules-engine and ours can both be given them. */
export interface RandomCase {
  readonly conditions: Conditions
  readonly named: Readonly<Record<string, Conditions>>
  readonly given: Readonly<Record<string, unknown>>
  readonly factPriority: number
  readonly allowUndefinedFacts: boolean
  readonly allowUndefinedConditions: boolean
}

const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', '10', '10abc', 'a', 'b', 0, -1, 5, 10, 10.5),
  fc.integer({ min: -3, max: 12 }),
)
const list = fc.array(scalar, { maxLength: 3 })
const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 2, arbitrary: list })
const container = fc.record(
  {
    size: value,
    name: value,
    nested: fc.record({ size: value }, { requiredKeys: [], noNullPrototype: true }),
    list: fc.oneof(list, fc.array(fc.record({ size: scalar }, { noNullPrototype: true }), { maxLength: 2 })),
  },
  { requiredKeys: [], noNullPrototype: true },
)

const givenFacts = fc.record(
  { lead: container, count: value, tags: fc.oneof(list, container), nothing: fc.constant(undefined) },
  { noNullPrototype: true },
)

const side = fc
  .record({
    fact: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom('lead', 'count', 'tags', 'nothing', 'soon', 'late', 'asks') },
      { weight: 1, arbitrary: fc.constantFrom('fails', 'rejects', 'unknown') },
    ),
    path: fc.constantFrom(
      undefined,
      undefined,
      '',
      '$.size',
      '$.name',
      '$.nested.size',
      '$.list[0]',
      '$.list[*].size',
      '$',
      '$[*]',
      '$.list[*]',
      '$.nested[*].length',
      '$.name.length',
      '$.name[0]',
    ),
    params: fc.constantFrom(undefined, undefined, {}, { a: 1, b: 2 }, { b: 2, a: 1 }, { a: '1' }),
  })
  .map(({ fact, path, params }) => ({
    fact,
    ...(path === undefined ? {} : { path }),
    ...(params === undefined ? {} : { params: { ...params } }),
  }))

const operator = fc.oneof(
  {
    weight: 30,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', '', '', 'not:', 'someFact:', 'everyFact:', 'someValue:', 'everyValue:', 'swap:', 'someFact:not:'),
        fc.constantFrom(
          ...['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain'],
          ...['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'],
        ),
      )
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom('isLike', 'most:equal', 'not') },
)

const marks = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ priority: fc.constantFrom(0, 1, 2, 7, -3) }, { noNullPrototype: true }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom('x', 'y') }, { noNullPrototype: true }) },
)

const marked = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(arbitrary, marks).map(([node, mark]) => ({ ...node, ...mark }))

const leaf: fc.Arbitrary<Comparison> = marked(
  fc
    .record({ left: side, operator, value: fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: side }) })
    .chain(({ left, operator: word, value: right }) =>
      // Half of the lists that an operator needs are given to it, or too many cases would only throw.
      fc.boolean().map((asks) => ({
        ...left,
        operator: word,
        value: asks && /(?:someValue|everyValue|in$|notIn)/.test(word) && !Array.isArray(right) ? [right] : right,
      })),
    ),
)

const node = fc.letrec<{ node: ConditionNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    marked(fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }, { noNullPrototype: true })),
    marked(fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }, { noNullPrototype: true })),
    marked(fc.record({ not: tie('node') }, { noNullPrototype: true })),
    marked(fc.record({ condition: fc.constantFrom('first', 'second', 'second', 'absent') }, { noNullPrototype: true })),
  ),
})).node

const group = (of: fc.Arbitrary<ConditionNode>): fc.Arbitrary<Conditions> =>
  marked(
    fc.oneof(
      fc.record({ all: fc.array(of, { minLength: 1, maxLength: 3 }) }, { noNullPrototype: true }),
      fc.record({ any: fc.array(of, { minLength: 1, maxLength: 3 }) }, { noNullPrototype: true }),
      fc.record({ not: of }, { noNullPrototype: true }),
    ),
  )

const named = fc.record(
  {
    first: group(leaf),
    second: fc.oneof(
      group(leaf),
      fc.constantFrom<Conditions>({ condition: 'first' }, { all: [{ condition: 'first', name: 'z' }] }),
    ),
  },
  { noNullPrototype: true },
)

export const randomConditions: fc.Arbitrary<Conditions> = fc.oneof(
  { weight: 12, arbitrary: group(node) },
  { weight: 1, arbitrary: marked(fc.constant<Conditions>({ condition: 'second' })) },
)

export const randomCase: fc.Arbitrary<RandomCase> = fc.record({
  conditions: randomConditions,
  named,
  given: givenFacts,
  factPriority: fc.constantFrom(1, 1, 5),
  allowUndefinedFacts: fc.boolean(),
  allowUndefinedConditions: fc.boolean(),
})
