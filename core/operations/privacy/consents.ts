import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError, type SaidMessage } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { redecide } from '../../intake/redecide.js'
import type { Activity } from '../../model/entities/activity.js'
import type { Consent } from '../../model/entities/consent.js'
import { isRefusal } from '../../plugin-api/index.js'
import { writable } from '../access/in-reach.js'
import { activityRecord } from '../activity-record.js'
import { linkedRecords } from '../timeline/linked-records.js'

/** What somebody agreed to, or agrees to no longer. */
export interface ToldConsent {
  readonly leadId?: string
  readonly contactId?: string
  readonly purpose: string
  readonly given: boolean
  /** When it was said; now without it. */
  readonly at?: number
  readonly textVersion?: string
  /** The words that were shown. */
  readonly text?: string
}

const PURPOSE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const MOST_PURPOSE = 60
const MINUTE_MS = 60_000

/**
 * Adds what a lead or contact said about a purpose, with an entry on the timeline; what was said before stays. Of a lead the rules
 * decide again.
 * @throws {CrmError} CONSENT_INVALID, PERSON_UNKNOWN, ACCESS_DENIED for somebody whom the actor may read and not write.
 */
export async function recordConsent(
  engine: Engine,
  { actor, consent }: { actor: Actor; consent: ToldConsent },
): Promise<Consent> {
  const { leadId, contactId } = consent
  authorize(actor, leadId === undefined ? 'contact:write' : 'lead:write')
  requireTold(engine, consent)
  const person: Person = leadId === undefined ? { entity: 'contact', id: contactId ?? '' } : { entity: 'lead', id: leadId }
  if (!(await writable(engine, { actor, ...person }))) throw personUnknown(person)
  const record = consentRecord(engine, { actor, consent })
  const { purpose, given, at, textVersion } = record
  const told = {
    ...{ type: given ? 'consent.given' : 'consent.withdrawn', at, subject: purpose },
    details: { purpose, ...(textVersion ? { version: textVersion } : {}) },
  }
  const activity: Activity = { ...activityRecord(engine, { actor, told }), [`${person.entity}Id`]: person.id }
  await write(engine, { person, record, activity })
  return record
}

interface Person {
  readonly entity: 'lead' | 'contact'
  readonly id: string
}

const personUnknown = ({ entity, id }: Person): CrmError =>
  new CrmError('PERSON_UNKNOWN', `There is no ${entity} ${id.slice(0, 100)}.`)

function requireTold({ now }: Engine, { leadId, contactId, purpose, at }: ToldConsent): void {
  if ((leadId === undefined) === (contactId === undefined))
    throw invalid('leadId', { en: 'Name either leadId or contactId.', fa: 'یا leadId را بنویسید یا contactId را.' })
  if (!PURPOSE.test(purpose) || purpose.length > MOST_PURPOSE) {
    const typed = purpose.slice(0, MOST_PURPOSE)
    throw invalid('purpose', {
      en: `"${typed}" is no purpose: small letters, digits and "-", for example marketing-mail.`,
      fa: `«${typed}» هدف نیست: حروف کوچک لاتین، رقم و «-»، برای نمونه marketing-mail.`,
    })
  }
  if (at !== undefined && at > now() + MINUTE_MS)
    throw invalid('at', { en: 'It cannot have been said in the future.', fa: 'نمی‌تواند در آینده گفته شده باشد.' })
}

function consentRecord(engine: Engine, { actor, consent }: { actor: Actor; consent: ToldConsent }): Consent {
  const { leadId, contactId, purpose, given, textVersion, text } = consent
  const now = engine.now()
  return {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now },
    ...(leadId === undefined ? {} : { leadId }),
    ...(contactId === undefined ? {} : { contactId }),
    ...{ purpose, given, at: consent.at ?? now, source: actorName(actor) },
    ...(textVersion ? { textVersion } : {}),
    ...(text ? { text } : {}),
  }
}

/** Both or neither: a consent without its entry on the timeline would look as if nobody had asked. */
async function write(
  engine: Engine,
  { person, record, activity }: { person: Person; record: Consent; activity: Activity },
): Promise<void> {
  const consent = { entity: 'consent', record } as const
  if (person.entity === 'contact') {
    await engine.store.records.write({ inserts: [consent, { entity: 'activity', record: activity }] }, engine.now())
    engine.wake('records')
    return
  }
  const leads = await redecide(engine, {
    ...{ leadIds: [person.id], trigger: 'edit', activities: [activity] },
    alongside: () => ({ inserts: [consent] }),
  })
  if (isRefusal(leads) || leads.length === 0) throw personUnknown(person)
}

/** What was said, the newest first, over all records that are the same person. */
export async function consentsOf(
  engine: Engine,
  { actor, entity, id }: { actor: Actor; entity: 'lead' | 'contact'; id: string },
): Promise<readonly Consent[]> {
  authorize(actor, `${entity}:read`)
  const { lead, contact } = await linkedRecords(engine, { actor, entity, id })
  const any = [
    ...(lead.length > 0 ? [{ fact: 'consent', path: '$.leadId', operator: 'in', value: lead }] : []),
    ...(contact.length > 0 ? [{ fact: 'consent', path: '$.contactId', operator: 'in', value: contact }] : []),
  ]
  const { records } = await engine.store.records.list('consent', {
    ...{ where: { all: [{ any }] }, sort: { field: 'at', direction: 'desc' }, limit: 200 },
  })
  return records as readonly Consent[]
}

const invalid = (field: string, message: SaidMessage): CrmError =>
  new CrmError('CONSENT_INVALID', message, { details: { field } })
