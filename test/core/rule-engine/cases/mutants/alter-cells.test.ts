import { expect, test } from 'vitest'
import { alterCell } from '../../../../../core/rule-engine/cases/mutants/alter-cells.js'

const others = (cell: string | number | boolean, values: readonly string[] = []) =>
  alterCell(cell, { path: ['size'], values }).map(({ edit }) => edit.to)

test('every kind of cell has its small mistakes, and the cell that asks nothing has none', () => {
  expect(others('-')).toEqual([])
  expect(others('missing')).toEqual(['not missing', '-'])
  expect(others('>= 500')).toEqual(['> 500', '>= 501', '>= 499', '-'])
  expect(others('(1..5]')).toEqual(['[1..5]', '(1..5)', '(2..5]', '(0..5]', '(1..6]', '(1..4]', '-'])
  expect(others('in a, b')).toEqual(['in b', 'in a', 'not a, b', '-'])
  expect(others('hot', ['hot', 'warm'])).toEqual(['warm', '-'])
  expect(others('Tehran')).toEqual(['not Tehran', '-'])
  expect(others(true)).toEqual([false, '-'])
})
