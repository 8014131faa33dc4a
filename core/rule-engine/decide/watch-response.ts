import { workingAmount } from '../../model/calendar/working-amount.js'
import { afterWorkingTime, type WorkingHours, workingTime } from '../../model/calendar/working-time.js'
import { canonicalJson } from '../../model/canonical-json.js'
import type { ResponseTaken } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { statusOf } from '../../model/lifecycle.js'
import type { ResponseClock } from '../../model/response-clock.js'
import type { ResponseTarget } from '../rule-set.js'
import { matching, type Session, withFields } from './session.js'

/** Sets until when somebody must have answered the lead, finds that the time has passed, and measures the answer that came. */
export async function watchResponse(session: Session): Promise<ResponseTaken | undefined> {
  const { compiled, state } = session
  if (compiled.sla.length === 0) return undefined
  const before = state.lead.responseClock as ResponseClock | undefined
  const wait = waitOf(session)
  const isMeasured = state.lead.firstResponseAt === undefined || state.lead.firstResponseSeconds !== undefined
  if (!wait && isMeasured) return stop(session)
  const [found] = await matching(session, compiled.sla, { onlyFirst: true })
  const target = found && { ...found.rule, name: found.name }
  const measured = isMeasured ? undefined : measureFirst(session, { before, target })
  const clock = wait && target && clockOf(session, { before, target, ...wait })
  if (!clock) return stop(session, measured)
  return run(session, { clock, isBreach: clock.breachedAt !== undefined && before?.breachedAt !== clock.breachedAt })
}

type NamedTarget = ResponseTarget & { readonly name: string }

interface Wait {
  readonly kind: ResponseClock['kind']
  readonly since: number
}

/** For what the customer waits now, and since when; nobody waits for an answer about a lead that is closed. */
function waitOf({ ruleSet, state: { lead } }: Session): Wait | undefined {
  const isOpen = (statusOf(ruleSet.lifecycle, lead.status)?.category ?? 'open') === 'open'
  if (!isOpen || lead.mergedIntoId !== undefined) return undefined
  if (lead.firstResponseAt === undefined) return { kind: 'first', since: lead.createdAt }
  return lead.waitingSince === undefined ? undefined : { kind: 'next', since: lead.waitingSince }
}

interface Winding extends Wait {
  readonly before: ResponseClock | undefined
  readonly target: NamedTarget
}

/** The clock as it is from now on: it goes on where it was, stands still in a status that pauses it, and runs on afterwards. */
function clockOf(session: Session, { before, target, kind, since }: Winding): ResponseClock | undefined {
  const duration = target[kind]
  if (duration === undefined) return undefined
  const { now, lead } = session.state
  const hours = hoursOf(session, target.calendar)
  const old = before?.kind === kind && before.since === since ? before : undefined
  const { from, spent } = stretch({ old, since, now, lead, isPaused: target.pause.includes(lead.status), hours })
  const allowed = workingAmount(duration, hours?.calendar)
  const dueAt = from === undefined ? undefined : after(hours, from, allowed - spent)
  const levels =
    dueAt === undefined ? [] : target.escalate.map((level) => after(hours, dueAt, workingAmount(level, hours?.calendar)))
  const breachedAt = old?.breachedAt ?? (dueAt !== undefined && now >= dueAt ? dueAt : undefined)
  return {
    target: target.name,
    kind,
    since,
    ...(from === undefined ? {} : { from }),
    spent,
    allowed,
    ...(target.calendar === undefined ? {} : { calendar: target.calendar }),
    levels,
    ...(breachedAt === undefined ? {} : { breachedAt }),
  }
}

interface Stretch {
  readonly old: ResponseClock | undefined
  readonly since: number
  readonly now: number
  readonly lead: Lead
  readonly isPaused: boolean
  readonly hours: WorkingHours | undefined
}

/** Since when the clock runs now, and how much passed before. A status pauses it from the instant at which the lead came into it. */
function stretch({ old, since, now, lead, isPaused, hours }: Stretch): Pick<ResponseClock, 'from' | 'spent'> {
  const spent = old?.spent ?? 0
  const from = old ? old.from : since
  const moved = Math.min(now, Math.max(since, lead.statusSince ?? now))
  if (!isPaused) return { from: from ?? moved, spent }
  return { spent: from === undefined ? spent : spent + worked(hours, from, Math.max(from, moved)) }
}

const worked = (hours: WorkingHours | undefined, from: number, to: number): number =>
  hours ? workingTime(hours, { from, to }) : to - from

function after(hours: WorkingHours | undefined, from: number, amount: number): number {
  if (amount <= 0) return from
  return hours ? (afterWorkingTime(hours, { from, amount }) ?? NEVER) : from + amount
}

const NEVER = 8.64e15

function hoursOf({ state }: Session, calendar: string | undefined): WorkingHours | undefined {
  const found = calendar === undefined ? undefined : state.calendars[calendar]
  return found && { calendar: found, timeZone: found.timeZone ?? state.timeZone }
}

interface Measuring {
  readonly before: ResponseClock | undefined
  readonly target: NamedTarget | undefined
}

/** How much working time the first answer took, by the clock that ran for it. */
function measureFirst(session: Session, { before, target }: Measuring): ResponseTaken | undefined {
  const { lead } = session.state
  const { firstResponseAt = lead.createdAt } = lead
  const ran = before?.kind === 'first' ? before : undefined
  const calendar = ran ? ran.calendar : target?.calendar
  const name = ran?.target ?? target?.name
  if (name === undefined) return undefined
  const hours = hoursOf(session, calendar)
  const from = ran ? ran.from : lead.createdAt
  const ms = (ran?.spent ?? 0) + (from === undefined ? 0 : Math.max(0, worked(hours, from, firstResponseAt)))
  const allowed = ran?.allowed ?? (target?.first === undefined ? Infinity : workingAmount(target.first, hours?.calendar))
  const seconds = Math.round(ms / 1_000)
  const firstResponseBreached = ms > allowed
  session.become({ lead: withFields(lead, { firstResponseSeconds: seconds, firstResponseBreached }) })
  return { target: name, kind: 'first', since: lead.createdAt, answeredAfter: seconds }
}

function stop(session: Session, taken?: ResponseTaken): ResponseTaken | undefined {
  session.become({ lead: withFields(session.state.lead, { responseClock: undefined, responseDueAt: undefined }) })
  return taken
}

function run(
  session: Session,
  { clock, isBreach }: { readonly clock: ResponseClock; readonly isBreach: boolean },
): ResponseTaken {
  const { lead, now } = session.state
  const { target, kind, since, from, spent, allowed, calendar, breachedAt } = clock
  const dueAt = from === undefined ? undefined : (breachedAt ?? after(hoursOf(session, calendar), from, allowed - spent))
  const isSame = canonicalJson(clock) === canonicalJson(lead.responseClock ?? null)
  const breach = isBreach ? { slaBreachedAt: breachedAt, ...(kind === 'first' ? { firstResponseBreached: true } : {}) } : {}
  const responseClock = isSame ? lead.responseClock : clock
  session.become({ lead: withFields(lead, { responseClock, responseDueAt: dueAt, ...breach }) })
  const due = dueAt === undefined || dueAt > NEVER ? {} : { dueAt }
  return { target, kind, since, ...due, ...(isBreach && now >= (breachedAt ?? now) ? { breached: true } : {}) }
}
