import type { EntityName } from '../../model/entities/index.js'

/** What becomes of the rows of one entity when a person is erased. */
export type PersonPart =
  | { readonly keep: string }
  | {
      /** Rows that are the person or belong to the person; `release` forgets whom they point to and what the person is called. */
      readonly own?: 'remove' | 'release'
      /** Rows of others in which an address or number of the person stands; `redact` takes the words out. */
      readonly mentions?: 'remove' | 'redact'
      /** What becomes of own rows where a person is only made nameless; as in an erasure without it. */
      readonly anonymised?: 'scrub' | 'keep'
    }

/**
 * What becomes of every table when a person is erased. A record of business stays without the person's name; another person's
 * own record is never touched because they share a number.
 */
export const PERSON_PLAN: { readonly [E in EntityName]: PersonPart } = {
  lead: { own: 'remove', anonymised: 'scrub' },
  contact: { own: 'remove', anonymised: 'scrub' },
  visitor: { own: 'remove' },
  pageView: { own: 'remove' },
  submission: { own: 'remove', mentions: 'remove' },
  decision: { own: 'remove' },
  activity: { own: 'remove', mentions: 'remove', anonymised: 'scrub' },
  task: { own: 'remove', mentions: 'remove' },
  notification: { own: 'remove', mentions: 'remove' },
  touch: { own: 'remove', anonymised: 'keep' },
  statusChange: { own: 'remove', anonymised: 'keep' },
  consent: { own: 'remove', mentions: 'remove' },
  enrolment: { own: 'remove' },
  message: { own: 'remove', mentions: 'remove' },
  recordChange: { own: 'remove', mentions: 'remove' },
  changeSet: { own: 'remove', mentions: 'remove' },
  importProblem: { mentions: 'remove' },
  webhookDelivery: { own: 'remove', mentions: 'remove' },
  opportunityContact: { own: 'remove', anonymised: 'keep' },
  opportunity: { own: 'release', mentions: 'redact' },
  document: { own: 'release', mentions: 'redact' },
  account: { own: 'release', mentions: 'redact' },
  auditEntry: { mentions: 'redact' },
  importRun: { mentions: 'redact' },
  suppression: { keep: 'The address gives way to its SHA-256, so that nobody writes to it again.' },
  user: { keep: 'People who work here are no leads; they are removed on the page of users.' },
  team: { keep: 'It says nothing of a lead.' },
  queue: { keep: 'It says nothing of a lead.' },
  queueMember: { keep: 'It says nothing of a lead.' },
  campaign: { keep: 'It says nothing of a lead.' },
  product: { keep: 'It says nothing of a lead.' },
  opportunityLine: { keep: 'It says what was sold, not to whom.' },
  reportSchedule: { keep: 'Its recipients are people who work here.' },
  webhookEndpoint: { keep: 'It is an address of another system.' },
  erasure: { keep: 'A receipt holds ids and counts alone.' },
}
