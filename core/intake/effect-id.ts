import { createHash } from 'node:crypto'

/** A key as the id of the entry that its effect leaves; written in one transaction with the effect, it proves that it is done. */
export function effectId(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
