/** What happens when somebody comes in who seems to be there already. */
export interface DedupePolicy {
  /** For each exact key: fill the older lead's gaps and note the visit, or keep both and link them. */
  readonly email: 'merge' | 'link'
  readonly phone: 'merge' | 'link'
  /** Whether equal name and company are shown as similar; they are never merged. */
  readonly similar: boolean
}

export const DEFAULT_DEDUPE: DedupePolicy = { email: 'merge', phone: 'merge', similar: true }
