import { expect, test } from 'vitest'
import { changedFiles, NOTHING_MENDED, takeStep } from '../../../core/crm/mend-progress.js'
import { CrmError } from '../../../core/errors.js'

const mistake = new CrmError('RULE_SHAPE', 'x')
const mended = [{ mistake, title: { en: 'x' }, edits: [] }]
const becoming = (...texts: readonly string[]) =>
  texts.reduce((progress, after) => takeStep(progress, { file: 'a', before: 'one', after, mended }), NOTHING_MENDED)

test('each round goes on from the one before', () => {
  const progress = becoming('two', 'three')
  expect(changedFiles(progress).map(({ before, after }) => [before, after])).toEqual([['one', 'three']])
  expect(progress.circling.size).toBe(0)
})

test('fixes that undo each other leave the file as it was, and it is told', () => {
  const progress = becoming('two', 'one')
  expect(changedFiles(progress)).toEqual([])
  expect([...progress.circling]).toEqual(['a'])
})

test('what was put right before the circle began is kept', () => {
  const progress = becoming('two', 'three', 'two')
  expect(changedFiles(progress).map(({ after }) => after)).toEqual(['two'])
  expect([...progress.circling]).toEqual(['a'])
})
