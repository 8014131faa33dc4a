/** What a series of months foretells of the next ones. */
export interface Baseline {
  /** `steps` months after the last one that is known, 1 being the next. */
  at(steps: number): number
}

const YEAR = 12
/** How much the newest month counts against all before it. */
const WEIGHT = 0.3
const LEAST_MONTHS = 3

/**
 * A seasonal baseline: each month is divided by what its place in the year usually is, the rest smoothed so that newer months count
 * more, and multiplied again. Seasons need two whole years; with fewer months there are none, with less than three nothing is said.
 * Formula: simple exponential smoothing over ratio-to-mean seasonal indices; Hyndman, Athanasopoulos, Forecasting, ch. 8.
 * @example baselineOf([10, 12, 11])?.at(1)
 */
export function baselineOf(months: readonly number[]): Baseline | undefined {
  if (months.length < LEAST_MONTHS) return undefined
  const seasons = seasonsOf(months)
  const seasonAt = (month: number) => seasons[month % YEAR] ?? 1
  const plain = months.map((value, month) => (seasonAt(month) === 0 ? value : value / seasonAt(month)))
  const level = plain.slice(1).reduce((sum, value) => sum + WEIGHT * (value - sum), plain[0] ?? 0)
  return { at: (steps) => level * seasonAt(months.length - 1 + steps) }
}

/** What each place in the year is against the mean of whole years, the first month being place 0. */
function seasonsOf(months: readonly number[]): readonly number[] {
  const years = Math.floor(months.length / YEAR)
  const first = months.length - years * YEAR
  const whole = months.slice(first)
  const mean = whole.reduce((sum, value) => sum + value, 0) / Math.max(1, whole.length)
  if (years < 2 || mean <= 0) return []
  return Array.from({ length: YEAR }, (_, place) => {
    const same = whole.filter((_, month) => (month + first) % YEAR === place)
    return same.reduce((sum, value) => sum + value, 0) / Math.max(1, same.length) / mean
  })
}

/** How a baseline would have done: what it would have said of each of the last months, knowing only those before. */
export interface BackTest {
  /** By place in the series. */
  readonly forecasts: ReadonlyMap<number, number>
  /** Mean absolute error as a share of what really came; months with nothing do not count. */
  readonly mape?: number
  /** Root of the mean squared error, where there are enough months to speak of a spread. */
  readonly spread?: number
}

const LEAST_ERRORS = 4

export function backTest(months: readonly number[], last: number): BackTest {
  const places = months.map((_, place) => place).slice(-last)
  const forecasts = new Map(
    places.flatMap((place) => {
      const forecast = baselineOf(months.slice(0, place))?.at(1)
      return forecast === undefined ? [] : [[place, forecast] as const]
    }),
  )
  const errors = [...forecasts].map(([place, forecast]) => ({
    actual: months[place] ?? 0,
    error: (months[place] ?? 0) - forecast,
  }))
  const shares = errors.flatMap(({ actual, error }) => (actual > 0 ? [Math.abs(error) / actual] : []))
  const squares = errors.reduce((sum, { error }) => sum + error ** 2, 0)
  return {
    forecasts,
    ...(shares.length > 0 ? { mape: shares.reduce((sum, share) => sum + share, 0) / shares.length } : {}),
    ...(errors.length >= LEAST_ERRORS ? { spread: Math.sqrt(squares / errors.length) } : {}),
  }
}
