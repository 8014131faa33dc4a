import type { Compared, ExampleLead, Shift } from './impact.js'

/** Counts values of one thing before and after, and keeps a few leads of each shift. */
export interface Tally {
  add(values: { readonly before: string; readonly after: string }, example: ExampleLead): void
  /** Values in the given order, those that are not in it behind. */
  compared(order?: readonly string[]): Compared
}

interface Counted {
  readonly from: string
  readonly to: string
  leads: number
  readonly examples: ExampleLead[]
}

/** Starts counting; `most` examples are kept of each shift. */
export function createTally(most: number): Tally {
  const counted = new Map<string, Map<string, Counted>>()
  const countOf = (from: string, to: string): Counted => {
    const targets = counted.get(from) ?? new Map<string, Counted>()
    counted.set(from, targets)
    const found = targets.get(to) ?? { from, to, leads: 0, examples: [] }
    targets.set(to, found)
    return found
  }
  return {
    add({ before, after }, example) {
      const count = countOf(before, after)
      count.leads += 1
      if (before !== after && count.examples.length < most) count.examples.push(example)
    },
    compared(order = []) {
      const all = [...counted.values()].flatMap((targets) => [...targets.values()])
      const names = [...new Set(all.flatMap(({ from, to }) => [from, to]))].sort(byPlaceIn(order))
      const sum = (side: 'from' | 'to', value: string) =>
        all.reduce((total, count) => total + (count[side] === value ? count.leads : 0), 0)
      return {
        values: names.map((value) => ({ value, before: sum('from', value), after: sum('to', value) })),
        shifts: all.filter(({ from, to }) => from !== to).sort(mostFirst),
      }
    },
  }
}

const mostFirst = (one: Shift, other: Shift): number =>
  other.leads - one.leads || compare(`${one.from} ${one.to}`, `${other.from} ${other.to}`)

function byPlaceIn(order: readonly string[]): (one: string, other: string) => number {
  const place = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length)
  return (one, other) => place(one) - place(other) || compare(one, other)
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
