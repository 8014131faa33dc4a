import type { FieldMapping } from '../mapping.js'

/** Our own names that a mapping fills a field with, such as statuses, each with where it stands below the field; a column's values are not known. */
export function ownNames(
  how: string | FieldMapping | undefined,
): readonly { readonly path: readonly string[]; readonly name: string }[] {
  if (how === undefined || typeof how === 'string') return []
  const constant = typeof how.value === 'string' ? [{ path: ['value'], name: how.value }] : []
  const mapped = Object.entries(how.map ?? {}).flatMap(([foreign, name]) =>
    typeof name === 'string' ? [{ path: ['map', foreign], name }] : [],
  )
  return [...constant, ...mapped]
}
