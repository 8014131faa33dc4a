import type { Candidate, Lead } from '../../plugin-api/index.js'

/** The instant at which every contract suite stands: Monday, 5 January 2026, 09:00 UTC. */
export const SAMPLE_NOW = Date.UTC(2026, 0, 5, 9)

/**
 * A lead with everything that every lead has.
 * @example aLead({ province: 'tehran', doNotEmail: true })
 */
export function aLead(values: Partial<Lead> = {}): Lead {
  return { ...SAMPLE_LEAD, ...values }
}

const SAMPLE_LEAD: Lead = {
  id: '01900000-0000-7000-8000-000000000001',
  version: 1,
  createdAt: SAMPLE_NOW - 3_600_000,
  updatedAt: SAMPLE_NOW - 3_600_000,
  name: 'Sara Ahmadi',
  email: 'sara@example.com',
  source: 'web form',
  status: 'new',
}

/**
 * A candidate with room, by the letter of the name.
 * @example aCandidate('b', { position: 1, openLeads: 4 })
 */
export function aCandidate(name: string, values: Partial<Candidate> = {}): Candidate {
  return { userId: `u-${name}`, name, position: 0, openLeads: 0, weight: 1, territories: [], ...values }
}

/** Candidates who differ in everything a strategy may look at; one place of the queue is empty. */
export const sampleCandidates: readonly Candidate[] = [
  aCandidate('a', { position: 0, openLeads: 3, weight: 2, territories: ['tehran', 'alborz'] }),
  aCandidate('b', { position: 1, openLeads: 1, weight: 1, capacity: 5 }),
  aCandidate('c', { position: 3, openLeads: 1, weight: 0, territories: ['fars'] }),
  aCandidate('d', { position: 4, openLeads: 8, weight: 0.5, territories: ['tehran'] }),
]
