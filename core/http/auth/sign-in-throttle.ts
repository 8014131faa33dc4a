/**
 * Slows down guessing: per account, so that a botnet gains nothing, and per network, so that a list of accounts does not.
 * A device from which the account was signed in to before has a tally of its own, so that strangers who guess lock nobody out.
 */
export interface SignInThrottle {
  /** Begins an attempt; answers the seconds to wait where it is closed, and then nothing has begun. */
  begin(who: SignInNames): number | undefined
  /** Ends an attempt that had begun. The right password opens the account again, but forgives the network nothing. */
  end(who: SignInNames, outcome: 'right' | 'wrong'): void
}

export interface SignInNames {
  /** Folded e-mail address, whether anybody has it or not. */
  readonly account: string
  readonly network: string
  /** The secret of a device that this account knows. */
  readonly device?: string
}

interface Tally {
  readonly wrong: number
  readonly since: number
  readonly closedUntil: number
  /** How often it has been closed in a row. */
  readonly closings: number
  /** Attempts whose outcome is not known yet. */
  readonly pending: number
}

/** What one kind of name may do: wrong attempts in a window, and attempts at the same time. */
interface Allowance {
  readonly wrong: number
  readonly pending: number
}

/** An office behind one address types many passwords wrong, and may arrive together. */
const OF_NETWORK: Allowance = { wrong: 50, pending: 20 }
/** What is pending may turn out wrong, so an account has no more of it than it may be wrong. */
const OF_ACCOUNT: Allowance = { wrong: 5, pending: 5 }

const WINDOW_MS = 15 * 60_000
const LONGEST_MS = 3_600_000
const MOST_NAMES = 50_000
const BUSY_SECONDS = 2

/** So many wrong attempts in a quarter of an hour; then closed for a quarter, a half, and from then on a full hour at a time. */
export function createSignInThrottle({ now }: { now(): number }): SignInThrottle {
  const tallies = new Map<string, Tally>()

  function current(name: string): Tally {
    const tally = tallies.get(name)
    const at = now()
    if (!tally) return fresh(at)
    const { pending, closedUntil, since } = tally
    if (at - Math.max(since, closedUntil) > LONGEST_MS) return { ...fresh(at), pending }
    return at - since > WINDOW_MS && at >= closedUntil ? { ...tally, wrong: 0, since: at } : tally
  }

  function keep(name: string, tally: Tally): void {
    tallies.delete(name)
    if (tally.pending > 0 || tally.wrong > 0 || tally.closings > 0) tallies.set(name, tally)
    const oldest = tallies.keys().next()
    if (tallies.size > MOST_NAMES && !oldest.done) tallies.delete(oldest.value)
  }

  return {
    begin(who) {
      const counted = countedNames(who).map((entry) => ({ ...entry, tally: current(entry.name) }))
      const wait = Math.max(...counted.map(({ tally }) => tally.closedUntil)) - now()
      if (wait > 0) return Math.ceil(wait / 1000)
      if (counted.some(isFull)) return BUSY_SECONDS
      for (const { name, tally } of counted) keep(name, { ...tally, pending: tally.pending + 1 })
      return undefined
    },
    end(who, outcome) {
      for (const { name, allowed, forgives } of countedNames(who)) {
        const tally = ended(current(name))
        if (outcome === 'wrong') keep(name, oneMoreWrong(tally, { allowed, at: now() }))
        else keep(name, forgives ? { ...fresh(now()), pending: tally.pending } : tally)
      }
    },
  }
}

interface CountedName {
  readonly name: string
  readonly allowed: Allowance
  /** Whether a right password makes up for the wrong ones before. */
  readonly forgives: boolean
}

function countedNames({ account, network, device }: SignInNames): readonly CountedName[] {
  if (device !== undefined) return [{ name: `device:${account}:${device}`, allowed: OF_ACCOUNT, forgives: true }]
  return [
    { name: `account:${account}`, allowed: OF_ACCOUNT, forgives: true },
    { name: `network:${network}`, allowed: OF_NETWORK, forgives: false },
  ]
}

const isFull = ({ allowed, tally: { wrong, pending } }: CountedName & { tally: Tally }): boolean =>
  pending >= allowed.pending || wrong + pending >= allowed.wrong

const fresh = (since: number): Tally => ({ wrong: 0, since, closedUntil: 0, closings: 0, pending: 0 })
const ended = (tally: Tally): Tally => ({ ...tally, pending: Math.max(0, tally.pending - 1) })

function oneMoreWrong(tally: Tally, { allowed, at }: { allowed: Allowance; at: number }): Tally {
  if (tally.wrong + 1 < allowed.wrong) return { ...tally, wrong: tally.wrong + 1 }
  const closings = tally.closings + 1
  return { ...tally, wrong: 0, closings, closedUntil: at + Math.min(LONGEST_MS, WINDOW_MS * 2 ** (closings - 1)) }
}
