import type { Fields } from '../../model/fields.js'
import type { Money } from '../../model/money.js'
import type { ReportType } from '../../plugin-api/index.js'

type Row = Readonly<Record<string, unknown>>

/** The last rows of a report, one for each currency in it: what adds up, and the rates of that. */
export function reportTotals({ totals = [], ratios = {} }: ReportType, columns: Fields, rows: readonly Row[]): readonly Row[] {
  if (totals.length === 0 || rows.length < 2) return []
  const numbers = Object.fromEntries(
    totals.filter((column) => columns[column]?.type !== 'money').map((column) => [column, sum(rows.map((row) => row[column]))]),
  )
  const rates = Object.entries(ratios).flatMap(([column, [part, whole]]) => {
    const [above, below] = [numbers[part], numbers[whole]]
    return above === undefined || below === undefined || below === 0 ? [] : [[column, above / below]]
  })
  const amounts = totals.filter((column) => columns[column]?.type === 'money')
  const currencies = [...new Set(amounts.flatMap((column) => rows.flatMap((row) => moneyOf(row[column])?.currency ?? [])))]
  const first = { ...numbers, ...Object.fromEntries(rates) }
  if (currencies.length === 0) return [first]
  return currencies.map((currency, place) => ({
    ...(place === 0 ? first : {}),
    ...Object.fromEntries(amounts.map((column) => [column, { currency, amount: amountIn(rows, { column, currency }) }])),
  }))
}

const sum = (values: readonly unknown[]): number =>
  values.reduce<number>((total, value) => total + (typeof value === 'number' ? value : 0), 0)

const amountIn = (rows: readonly Row[], { column, currency }: { column: string; currency: string }): number =>
  sum(rows.map((row) => moneyOf(row[column])).flatMap((money) => (money?.currency === currency ? [money.amount] : [])))

const moneyOf = (value: unknown): Money | undefined =>
  typeof value === 'object' && value !== null && 'currency' in value ? (value as Money) : undefined
