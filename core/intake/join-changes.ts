import type { RecordChanges } from '../store/index.js'

/** Several changes as one. */
export function joinChanges(...parts: readonly (RecordChanges | undefined)[]): RecordChanges {
  const all = <K extends keyof RecordChanges>(key: K) => parts.flatMap((part) => (part?.[key] ?? []) as never[])
  return {
    inserts: all('inserts'),
    updates: all('updates'),
    removes: all('removes'),
    claims: all('claims'),
    releases: all('releases'),
    similar: all('similar'),
    dissimilar: all('dissimilar'),
    wakes: all('wakes'),
    outbox: all('outbox'),
  }
}
