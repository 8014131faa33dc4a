import { createHash, timingSafeEqual } from 'node:crypto'
import type { PluginContext, Refusal } from '../../core/plugin-api/index.js'

/** What proving a sender needs from outside. */
export type Proof = Pick<PluginContext, 'secret' | 'now'>

/** Compares in a time that tells nothing; hashed first, so that lengths tell nothing either. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

/** While a secret is being changed, the old and the new stand beside each other, parted by a space; a single one may hold spaces. */
export function secretsOf({ secret }: { readonly secret: string }, proof: Proof): readonly string[] {
  const known = proof.secret(secret)?.trim() ?? ''
  return known === '' ? [] : [...new Set([known, ...known.split(/\s+/)])]
}

export function noSecret({ secret }: { readonly secret: string }): Refusal {
  return unproven(
    `The secret "${secret}" of this mapping is not set here, so nobody can prove to be the sender. Set it and send again.`,
  )
}

export const unproven = (refused: string): Refusal => ({ refused, because: 'unproven' })
