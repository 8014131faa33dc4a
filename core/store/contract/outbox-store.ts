import type { RuledEntity } from '../../model/ruled-entity.js'

/** An effect that a rule asked for, written in the same transaction as the decision. */
export interface OutboxEntry {
  readonly id: string
  readonly idempotencyKey: string
  readonly type: string
  /** What the record is that it is about; a lead without it. */
  readonly entity?: RuledEntity
  readonly recordId: string
  readonly rule: string
  readonly params: Readonly<Record<string, unknown>>
  readonly createdAt: number
  /** Automations whose effects led to the decision that asked for this one, the first one first; absent where none did. */
  readonly chain?: readonly string[]
}

/** An effect and how far it has come. */
export interface OutboxRow extends OutboxEntry {
  readonly state: 'waiting' | 'done' | 'dead'
  readonly attempts: number
  readonly nextAttemptAt: number
  readonly error?: string
}

/** Effects of these types alone, or of every type but these. */
export type EffectTypes = { readonly only: readonly string[] } | { readonly except: readonly string[] }

/** Effects until they are performed: at least once, each under its key. */
export interface OutboxStore {
  /** Takes due entries under a lease, of these types or of all others; the token fences off a worker that was too slow. */
  claim(request: {
    limit: number
    now: number
    leaseMs: number
    token: string
    types?: EffectTypes
  }): Promise<readonly OutboxRow[]>
  complete(id: string, request: { token: string; now: number }): Promise<boolean>
  fail(id: string, request: { token: string; error: string; nextAttemptAt: number; dead: boolean }): Promise<boolean>
  nextAttempt(types?: EffectTypes): Promise<number | undefined>
  get(id: string): Promise<OutboxRow | undefined>
  /** The entry under a key. */
  find(idempotencyKey: string): Promise<OutboxRow | undefined>
  list(query: { state?: OutboxRow['state']; recordId?: string; limit: number }): Promise<readonly OutboxRow[]>
  /** Puts a dead entry back; answers whether it was dead. */
  revive(id: string, now: number): Promise<boolean>
}
