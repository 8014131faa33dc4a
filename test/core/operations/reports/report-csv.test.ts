import { expect, test } from 'vitest'
import { reportCsv } from '../../../../core/operations/reports/report-csv.js'

const table = (...values: readonly unknown[]) => ({
  columns: [{ id: 'source', label: 'Source', isFigure: false }],
  rows: values.map((value) => [{ value, text: '' }]),
})

test('a report is UTF-8 with its mark and lines that a spreadsheet knows', () => {
  expect(reportCsv(table('گوگل'))).toBe('\uFEFFSource\r\nگوگل\r\n')
})

test('a text that a spreadsheet would run as a formula becomes plain text', () => {
  const csv = reportCsv(table('=cmd|1', '+1', '-1+2', '@SUM(A1)', '\t=1', ' =1'))
  expect(csv.split('\r\n').slice(1, -1)).toEqual(["'=cmd|1", "'+1", "'-1+2", "'@SUM(A1)", "'\t=1", "' =1"])
})

const cellsOf = (csv: string) => csv.split('\r\n').slice(1, -1)

test.each([...'=+-@＝＋－＠'])('"%s" is found behind whatever a program trims or does not show', (sign) => {
  const hidden = [
    '\u0001',
    '\u001f',
    '\u007f',
    ' ',
    '\u00a0',
    '\u1680',
    '\u2003',
    '\u2028',
    '\u3000',
    '\u200b',
    '\u200d',
    '\u200e',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u202e',
    '\u3164',
    '\u180e',
  ]
  for (const before of [...hidden, hidden.join('')])
    expect(JSON.stringify(cellsOf(reportCsv(table(`${before}${sign}1`)))[0])).toContain(
      JSON.stringify(`'${before}${sign}1`).slice(1, -1),
    )
})

test('a phone number keeps its plus as text, and signs inside a text change nothing', () => {
  const csv = reportCsv(table('+49 30 123456', 'a=b', '12-3', 'c@d.example', '۰۹۱۲'))
  expect(cellsOf(csv)).toEqual(["'+49 30 123456", 'a=b', '12-3', 'c@d.example', '۰۹۱۲'])
})

test('a number stays a number, below zero too, and what is missing is empty', () => {
  expect(
    reportCsv(table(-5, 0.25, undefined))
      .split('\r\n')
      .slice(1, -1),
  ).toEqual(['-5', '0.25', ''])
})
