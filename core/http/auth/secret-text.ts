import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, as they stand in a cookie, an address or a key. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What of a secret may be stored: it has too many bits to be found again. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Compares without telling by its time how much was right. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}
