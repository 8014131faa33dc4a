/**
 * The form of an e-mail address by which two leads are the same person; undefined when it is no address.
 * Dots and plus tags stay: whether they name one mailbox is the provider's secret, and a wrong merge is worse than none.
 * @example emailKey(' Sara+News@Example.IR ') // 'sara+news@example.ir'
 */
export function emailKey(email: string): string | undefined {
  if (email.length > MAX_LENGTH * 2) return undefined
  const key = email.normalize('NFKC').replace(INVISIBLE, '').trim().toLowerCase()
  return key.length <= MAX_LENGTH && ADDRESS.test(key) ? key : undefined
}

const MAX_LENGTH = 254
const INVISIBLE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const ADDRESS =
  /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)+$/u
