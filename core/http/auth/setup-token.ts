import { hashSecret, newSecret, sameText } from './secret-text.js'

/** Lets one person become the first administrator. */
export interface SetupToken {
  /** What the operator opens in a browser: `/setup?token=…`. */
  readonly path: string
  /** Milliseconds UTC. */
  readonly validUntil: number
  accepts(token: string): boolean
  /** Ends it for ever, and whatever else leads to it. */
  spend(): Promise<void>
}

/** Milliseconds for which a token opens the set-up page. */
export const SETUP_VALID_MS = 30 * 60_000

/** How a token is made; `onSpent` is told once, before whoever spent it is answered. */
export interface SetupTokenOptions {
  now?(): number
  onSpent?(): Promise<void>
}

/** Makes a token that is valid for half an hour and once; only its hash stays in memory. */
export function createSetupToken({ now = Date.now, onSpent }: SetupTokenOptions = {}): SetupToken {
  const secret = newSecret()
  const hash = hashSecret(secret)
  const validUntil = now() + SETUP_VALID_MS
  let spent = false
  return {
    path: `/setup?token=${secret}`,
    validUntil,
    accepts: (token) => !spent && now() < validUntil && sameText(hashSecret(token), hash),
    async spend() {
      spent = true
      await onSpent?.()
    },
  }
}
