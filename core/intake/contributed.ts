/** What a plugin gives under an id. */
export function contributed<T>(contributions: ReadonlyMap<string, T>, kind: string, id: string): T {
  const contribution = contributions.get(id)
  if (!contribution) throw new Error(`No plugin gives the ${kind} "${id}".`)
  return contribution
}
