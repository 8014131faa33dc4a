import { decideEnvironment } from '../../intake/decide-leads.js'
import type { Engine } from '../../intake/engine.js'
import { canonicalJson } from '../../model/canonical-json.js'
import type { Decision } from '../../model/decision.js'
import type { Fields } from '../../model/fields.js'
import { type RuleCase, type RuleSet, rereadFiles, runCases } from '../../rule-engine/index.js'
import type { Outcome } from './recorded-outcome.js'

/** A stored decision as a case of a cases file. */
export type WrittenCase = RuleCase

interface Recorded {
  readonly id: string
  readonly decision: Decision
  readonly before: Outcome
  /** The rules that decided then. */
  readonly ruleSet: RuleSet
}

/**
 * Makes a case of a stored decision: what the lead was, and what came of it. Names, addresses and whatever else is personal is
 * left out or replaced. Only a case that the rules of that day pass is answered; what it cannot hold (facts of plugins,
 * earlier turns of a queue) would make it say something untrue.
 */
export async function recordedCase(engine: Engine, recorded: Recorded): Promise<WrittenCase | undefined> {
  const candidates = [withoutPersonal, withStandIns].flatMap((lead) =>
    [true, false].map((withOwner) => caseOf(recorded, { lead: lead(engine.fields.lead, recorded.decision), withOwner })),
  )
  for (const candidate of candidates) if (await holds(engine, recorded.ruleSet, candidate)) return candidate
  return undefined
}

function caseOf(
  { id, decision, before }: Recorded,
  { lead, withOwner }: { readonly lead: Readonly<Record<string, unknown>>; readonly withOwner: boolean },
): RuleCase {
  const { score, grade, status, queue, owner, fired } = before
  const activities = activitiesOf(decision)
  const asked = decision.inputs?.queue
  const members = asked?.members.map(({ userId, name: _name, email: _email, ...member }) => ({ id: userId, ...member }))
  return {
    name: `decision ${id}`,
    start: new Date(decision.now).toISOString(),
    given: {
      lead,
      ...(activities.length > 0 ? { activities } : {}),
      ...(asked && members ? { queues: { [asked.queue]: members } } : {}),
    },
    expect: {
      ...(score === undefined ? {} : { score }),
      ...(grade === undefined ? {} : { grade }),
      status,
      ...(queue === undefined ? {} : { queue }),
      ...(withOwner && owner !== undefined ? { ownerId: owner } : {}),
      fired: [...fired],
    },
  }
}

/** What the system writes for itself and no rule is about; an id from elsewhere may be an e-mail address. */
const OWN: ReadonlySet<string> = new Set(['id', 'version', 'updatedAt', 'externalId', 'nameKey', 'nextChangeAt'])

type LeadValues = (fields: Fields, decision: Decision) => Readonly<Record<string, unknown>>

const withoutPersonal: LeadValues = (fields, decision) => leadValues(fields, decision, () => undefined)

/** Whether a lead has an e-mail address may matter to a rule; which one is nobody's business. */
const withStandIns: LeadValues = (fields, decision) =>
  leadValues(fields, decision, (type) => (type === 'email' ? 'lead@example.com' : type === 'phone' ? '+982100000000' : 'X'))

function leadValues(fields: Fields, { facts }: Decision, standIn: (type: string) => unknown): Readonly<Record<string, unknown>> {
  const lead = facts['lead'] as Readonly<Record<string, unknown>>
  const entries = Object.entries(lead).flatMap(([name, value]): [string, unknown][] => {
    const field = fields[name]
    if (!field || OWN.has(name)) return []
    const told = field.personal && typeof value === 'string' ? standIn(field.type) : value
    if (told === undefined) return []
    return [[name, field.type === 'dateTime' && typeof told === 'number' ? new Date(told).toISOString() : told]]
  })
  return Object.fromEntries(entries)
}

/** Activities that give the counts and last instants which were read; one type may be asked about in several ways. */
function activitiesOf({ facts, now }: Decision): NonNullable<RuleCase['given']['activities']> {
  const counts = new Map<string, number>()
  const last = new Map<string, number>()
  for (const [key, value] of Object.entries(facts)) {
    const [, fact = '', params = '{}'] = /^(activityCount|lastActivity)\((.*)\)$/.exec(key) ?? []
    const type = (JSON.parse(params) as { readonly type?: unknown }).type
    if (typeof type !== 'string' || typeof value !== 'number') continue
    if (fact === 'activityCount') counts.set(type, Math.max(counts.get(type) ?? 0, value))
    else last.set(type, value)
  }
  return [...new Set([...counts.keys(), ...last.keys()])].flatMap((type) => {
    const count = Math.max(counts.get(type) ?? 0, last.has(type) ? 1 : 0)
    return count === 0 ? [] : [{ type, at: new Date(last.get(type) ?? now).toISOString(), count }]
  })
}

async function holds(engine: Engine, ruleSet: RuleSet, theCase: RuleCase): Promise<boolean> {
  const text = canonicalJson({ apiVersion: 'sarnakh/v1', kind: 'cases', id: 'recorded', for: ['recorded'], cases: [theCase] })
  const file = { kind: 'cases', id: 'recorded', path: 'recorded.cases.json', layer: 'recorded', text }
  const sources = rereadFiles([file])
  if (!Array.isArray(sources)) return false
  const [result] = await runCases(ruleSet, sources, (place) => decideEnvironment(engine, place))
  return result?.passed ?? false
}
