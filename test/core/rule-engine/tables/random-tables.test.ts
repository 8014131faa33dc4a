import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { rowGap } from '../../../../core/rule-engine/analyse/row-gap.js'
import { rowOverlaps } from '../../../../core/rule-engine/analyse/row-overlaps.js'
import { rowSpace } from '../../../../core/rule-engine/analyse/row-space.js'
import { slotTable } from '../../../../core/rule-engine/compile/slot-table.js'
import { lowerTable, type RuleTable } from '../../../../core/rule-engine/files/lower-table.js'
import { compileConditions, coreOperators, pointToFacts } from '../../../../core/rule-engine/index.js'
import { referenceTest } from '../../../../core/rule-engine/reference/reference-test.js'
import { rulesOf } from '../rules-for-test.js'
import { numberCell, someNumber, someText, type ToldCell, textCell } from './cell-interpreter.js'

interface ToldRow {
  readonly size: ToldCell
  readonly count: ToldCell
  readonly city: ToldCell
}

const row: fc.Arbitrary<ToldRow> = fc.record({ size: numberCell, count: numberCell, city: textCell })
const rows = fc.array(row, { minLength: 1, maxLength: 6 })
const lead = fc.record({ size: someNumber, count: someNumber, city: someText })

const INPUTS = [
  { id: 'size', fact: 'lead', path: '$.size', type: 'number' },
  { id: 'count', fact: 'lead', path: '$.count', type: 'number' },
  { id: 'city', fact: 'lead', path: '$.city', type: 'string' },
] as const

const tableOf = (list: readonly ToldRow[]): RuleTable => ({
  inputs: INPUTS,
  rows: list.map(({ size, count, city }, index) => ({ id: `r${index}`, size: size.cell, count: count.cell, city: city.cell })),
})

type Lead = Readonly<Record<'size' | 'count', number | undefined> & { city: string | undefined }>
const matches = ({ size, count, city }: ToldRow, record: Lead) =>
  size.holds(record.size) && count.holds(record.count) && city.holds(record.city)

const SCOPE = rulesOf({ fields: { entity: 'lead', fields: { size: { type: 'integer' }, count: { type: 'integer' } } } })

function tested(conditions: Conditions) {
  const scope = { named: {}, operators: coreOperators, slots: slotTable() }
  const compiled = compileConditions(conditions, scope)
  const reference = referenceTest(conditions, scope)
  return { compiled: (record: Lead) => compiled([record]), reference: (record: Lead) => reference([record]) }
}

test('a row matches on both engines exactly where each of its cells, read by hand, does', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.array(lead, { minLength: 3, maxLength: 5 }), async (list, leads) => {
      for (const [index, { conditions }] of lowerTable(tableOf(list)).entries()) {
        const { compiled, reference } = tested(conditions)
        for (const { size, count, city } of leads) {
          const record = Object.fromEntries(
            Object.entries({ id: 'l1', size, count, city }).filter(([, value]) => value !== undefined),
          ) as unknown as Lead
          const told = matches(list[index] as ToldRow, { size, count, city })
          expect([compiled(record), await reference(record)]).toEqual([told, told])
        }
      }
    }),
    { numRuns: 150 },
  )
})

/** Every record that makes a difference, tried one after the other. */
const NUMBERS = [undefined, ...Array.from({ length: 26 }, (_, index) => index - 5)]
const CITIES = [undefined, 'Tehran', 'Bandar Abbas', 'a, b', 'in', 'missing', '-', '> 5', 'say "hi"', '[a..b]', 'Qom']
const ALL: readonly Lead[] = NUMBERS.flatMap((size) => NUMBERS.flatMap((count) => CITIES.map((city) => ({ size, count, city }))))

describe('rows over the values that matter', () => {
  const spaceOf = (list: readonly ToldRow[]) =>
    rowSpace(
      lowerTable(tableOf(list)).map(({ conditions }) => conditions),
      SCOPE,
    )
  const recordAt = (point: Readonly<Record<string, unknown>>) => pointToFacts(point, SCOPE).lead as unknown as Lead

  test('show a record that none of them matches exactly where there is one', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const space = spaceOf(list)
        if (!space) throw new Error('rows of a table could not be laid out')
        const { point, exact } = rowGap(space, { budget: 100_000 })
        expect(exact).toBe(true)
        expect(point !== undefined).toBe(ALL.some((record) => !list.some((each) => matches(each, record))))
        if (point) expect(list.some((each) => matches(each, recordAt(point)))).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  test('show for each two of them a record that both match exactly where there is one', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const space = spaceOf(list)
        if (!space) throw new Error('rows of a table could not be laid out')
        list.forEach((later, index) => {
          const met = [...rowOverlaps(space, index)]
          const expected = list
            .slice(0, index)
            .flatMap((earlier, place) =>
              ALL.some((record) => matches(earlier, record) && matches(later, record)) ? [place] : [],
            )
          expect(met.map(({ earlier }) => earlier)).toEqual(expected)
          for (const { earlier, point } of met)
            expect([list[earlier], later].every((each) => each && matches(each, recordAt(point)))).toBe(true)
        })
      }),
      { numRuns: 60 },
    )
  })
})
