/** Numbers that look random and are the same on every run. */
export interface Random {
  /** From 0 up to 1. */
  next(): number
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(choices: readonly [T, ...T[]]): T
  /** One of several, as often as its share. */
  weighted<T extends { readonly share: number }>(choices: readonly [T, ...T[]]): T
}

/** Makes the numbers of a seed: mulberry32 by Tommy Ettinger, whose state is one 32-bit word. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    weighted(choices) {
      let left = next() * choices.reduce((sum, { share }) => sum + share, 0)
      for (const choice of choices) {
        left -= choice.share
        if (left < 0) return choice
      }
      return choices[0]
    },
  }
}
