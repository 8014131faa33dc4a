/** When a case begins that names no start, milliseconds UTC. */
export const CASE_START = Date.UTC(2026, 2, 1, 9)

const PARTS = [
  ['D', 86_400_000],
  ['H', 3_600_000],
  ['M', 60_000],
  ['S', 1_000],
] as const

/** @example durationOf(90_060_000) // 'P1DT1H1M' */
export function durationOf(milliseconds: number): string {
  let left = milliseconds
  const [days = '', ...clock] = PARTS.map(([letter, size]) => {
    const count = letter === 'S' ? left / size : Math.floor(left / size)
    left -= count * size
    return count === 0 ? '' : `${count}${letter}`
  })
  const time = clock.join('')
  return `P${days}${time === '' ? (days === '' ? 'T0S' : '') : `T${time}`}`
}
