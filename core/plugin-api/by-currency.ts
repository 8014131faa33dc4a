import type { Money } from '../model/money.js'
import type { AggregateRow } from './crm-reader.js'

/**
 * Reads sums that were grouped by a currency as amounts per key, the currency with the most records first.
 * @example sumsByKey(rows, { key: ['source'], currency: 'amount.currency', sum: 'amount' }).get('["google"]')
 */
export function sumsByKey(
  rows: readonly AggregateRow[],
  { key, currency, sum, count = 'count' }: { key: readonly string[]; currency: string; sum: string; count?: string },
): ReadonlyMap<string, readonly Money[]> {
  const sums = new Map<string, Money[]>()
  for (const row of [...rows].sort((one, other) => Number(other[count] ?? 0) - Number(one[count] ?? 0))) {
    if (typeof row[currency] !== 'string') continue
    const name = keyOf(row, key)
    const amounts = sums.get(name) ?? []
    amounts.push({ amount: Math.round(Number(row[sum] ?? 0)), currency: row[currency] })
    sums.set(name, amounts)
  }
  return sums
}

/** The values of a group as one text, to look it up by. */
export const keyOf = (row: AggregateRow, key: readonly string[]): string => JSON.stringify(key.map((name) => row[name] ?? null))

/**
 * A row for each currency that its amounts are in: amounts in different ones are never added. Counts stand in the first alone,
 * so that the rows still add up.
 * @example inCurrencies({ name: { source: 'google' }, figures: { leads: 3 }, amounts: { won: [euros, dollars] } })
 */
export function inCurrencies<N extends object, F extends object, A extends string>({
  name,
  figures,
  amounts,
}: {
  readonly name: N
  readonly figures: F
  readonly amounts: Readonly<Record<A, readonly Money[]>>
}): readonly (N & Partial<F> & { readonly [K in A]?: Money })[] {
  const lists = Object.entries(amounts) as [A, readonly Money[]][]
  const currencies = [...new Set(lists.flatMap(([, list]) => list.map(({ currency }) => currency)))]
  const rowIn = (currency: string | undefined, first: boolean) => {
    const found = lists.flatMap(([column, list]) => {
      const amount = list.find((each) => each.currency === currency)
      return amount ? [[column, amount] as const] : []
    })
    return { ...name, ...(first ? figures : {}), ...Object.fromEntries(found) } as N & Partial<F> & { [K in A]?: Money }
  }
  return currencies.length === 0 ? [rowIn(undefined, true)] : currencies.map((currency, place) => rowIn(currency, place === 0))
}
