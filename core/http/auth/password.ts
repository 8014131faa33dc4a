import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { CrmError } from '../../errors.js'

/** Cost of a hash; written beside it, so that it can grow without locking anybody out. */
interface Cost {
  /** Logarithm of N to base 2. */
  readonly logN: number
  readonly r: number
  readonly p: number
}

const COST: Cost = { logN: 15, r: 8, p: 3 }
const MAX_MEMORY = 128 * 1024 * 1024
const AT_ONCE = 2
const MOST_WAITING = 30

/** Turns a password into what may be stored: `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, { salt, cost: COST })
  return ['scrypt', COST.logN, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** What a check found: whether the password is right, and whether its hash should be made anew at today's cost. */
export interface PasswordCheck {
  readonly right: boolean
  readonly outdated: boolean
}

/**
 * Checks a password; without a stored hash it works as long and answers no, so that time tells nothing.
 * `ahead` passes those who wait: strangers who guess at the same time keep nobody out who is known.
 */
export async function checkPassword(
  password: string,
  stored: string | undefined,
  { ahead = false }: { ahead?: boolean } = {},
): Promise<PasswordCheck> {
  const parts = stored === undefined ? undefined : parse(stored)
  const { salt, hash, cost } = parts ?? { salt: NOBODY, hash: Buffer.alloc(32), cost: COST }
  const derived = await derive(password, { salt, cost, ahead })
  const right = timingSafeEqual(derived, hash) && parts !== undefined
  return { right, outdated: cost.logN !== COST.logN || cost.r !== COST.r || cost.p !== COST.p }
}

const NOBODY = randomBytes(16)

function parse(stored: string): { salt: Buffer; hash: Buffer; cost: Cost } | undefined {
  const [kind, logN, r, p, salt = '', hash = ''] = stored.split('$')
  const bytes = Buffer.from(hash, 'base64url')
  if (kind !== 'scrypt' || bytes.length !== 32) return undefined
  return { salt: Buffer.from(salt, 'base64url'), hash: bytes, cost: { logN: Number(logN), r: Number(r), p: Number(p) } }
}

let running = 0
const queue: (() => void)[] = []

/** Each hash takes 32 MB and most of a core: more than two at once would let strangers take the machine. */
async function derive(
  password: string,
  { salt, cost, ahead = false }: { salt: Buffer; cost: Cost; ahead?: boolean },
): Promise<Buffer> {
  if (queue.length >= MOST_WAITING && !ahead) {
    throw new CrmError('AUTH_THROTTLED', 'Too many people sign in at this moment.', { details: { retryAfter: 10 } })
  }
  if (running >= AT_ONCE) await new Promise<void>((resolve) => (ahead ? queue.unshift(resolve) : queue.push(resolve)))
  else running += 1
  try {
    return await scryptOnce(password, { salt, cost })
  } finally {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}

function scryptOnce(password: string, { salt, cost: { logN, r, p } }: { salt: Buffer; cost: Cost }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, { N: 2 ** logN, r, p, maxmem: MAX_MEMORY }, (cause, key) =>
      cause ? reject(cause) : resolve(key),
    )
  })
}
