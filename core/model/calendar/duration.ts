/**
 * Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds as milliseconds; a day has 24 hours.
 * Undefined when it is malformed; months and years are, because their length depends on the date.
 * @example parseDuration('P1DT12H') // 129_600_000
 */
export function parseDuration(text: string): number | undefined {
  const parts = text.length > MAX_LENGTH ? null : DURATION.exec(text)
  return parts ? total(parts.slice(1), ['w', 'd', 'h', 'm', 's']) : undefined
}

/**
 * Reads how often something comes back, as milliseconds: a number above zero and one of `s`, `m`, `h`, `d`.
 * @example parseEvery('5m') // 300_000
 */
export function parseEvery(text: string): number | undefined {
  const [, count, unit = ''] = EVERY.exec(text) ?? []
  const ms = count === undefined ? 0 : total([count], [unit])
  return ms > 0 ? ms : undefined
}

function total(counts: readonly (string | undefined)[], units: readonly string[]): number {
  const sum = counts.reduce((ms, count, index) => ms + Number(count ?? 0) * (MILLISECONDS[units[index] ?? ''] ?? 0), 0)
  return Math.round(sum)
}

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const MAX_LENGTH = 40
const DURATION =
  /^P(?=\d|T\d)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/
const EVERY = /^(\d{1,6})(s|m|h|d)$/
