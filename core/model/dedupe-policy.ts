/** What happens when somebody comes in who seems to be there already. */
export interface DedupePolicy {
  /** For each exact key: fill the older lead's gaps and note the visit, or keep both and link them. */
  readonly email: 'merge' | 'link'
  readonly phone: 'merge' | 'link'
  /** Whether equal name and company are shown as similar; they are never merged. */
  readonly similar: boolean
}

export const DEFAULT_DEDUPE: DedupePolicy = { email: 'merge', phone: 'merge', similar: true }

/** How two values of a field become one: of the newer or older record, the longer one, all of both, the master's, or whichever is there. */
export const SURVIVORS = ['master', 'non-empty', 'newest', 'oldest', 'longest', 'union'] as const
export type Survivor = (typeof SURVIVORS)[number]

/** A field whose equal values show that two leads are one. */
export interface DedupeKey {
  readonly field: string
  /** `merge` by itself as the second one comes in, or `flag` both for a person. */
  readonly policy: 'merge' | 'flag'
}

/** By what leads are found to be one, and which values stay when they are made one. */
export interface DedupeRules {
  readonly id: string
  /** The surest first. */
  readonly exact: readonly DedupeKey[]
  /** Whether equal name and company are shown as similar; they are never merged by themselves. */
  readonly similar: boolean
  readonly survivorship: {
    readonly default?: Survivor
    readonly fields?: Readonly<Record<string, Survivor>>
  }
  /** How long a merge can be taken back, ISO 8601. */
  readonly undoWithin?: string
}

/** What a deployment without a dedupe file does: its settings, with the external id as the surest key. */
export function dedupeRulesFrom({ email, phone, similar }: DedupePolicy): DedupeRules {
  const policy = (said: 'merge' | 'link') => (said === 'merge' ? 'merge' : 'flag')
  return {
    id: 'settings',
    exact: [
      { field: 'externalId', policy: 'merge' },
      { field: 'email', policy: policy(email) },
      { field: 'phone', policy: policy(phone) },
    ],
    similar,
    survivorship: {},
  }
}

/** How the values of a field become one: as its file says, several choices together, otherwise the master's where it has one. */
export function survivorOf({ survivorship }: Pick<DedupeRules, 'survivorship'>, field: string, type: string): Survivor {
  return survivorship.fields?.[field] ?? (type === 'multiSelect' ? 'union' : (survivorship.default ?? 'non-empty'))
}
