/**
 * Whether an example is kept aside for measuring: decided by its id and the seed alone, so that the same leads are kept aside in
 * every training. FNV-1a over the text, as in http://www.isthe.com/chongo/tech/comp/fnv/.
 */
export function isHeldOut(id: string, { seed, share }: { seed: number; share: number }): boolean {
  let hash = 0x811c9dc5
  for (const letter of `${seed}:${id}`) {
    hash ^= letter.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193) >>> 0
  }
  // The lowest bits of FNV follow the last letter closely; a last mixing spreads them.
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x45d9f3b) >>> 0
  hash ^= hash >>> 16
  return (hash >>> 0) / 2 ** 32 < share
}
