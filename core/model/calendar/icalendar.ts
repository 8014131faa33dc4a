/** What stands in a calendar: a span of time, or something to do by then. */
export interface CalendarEntry {
  /** The same for ever, however often the entry changes. */
  readonly uid: string
  readonly kind: 'event' | 'to-do'
  readonly summary: string
  readonly description?: string
  readonly place?: string
  readonly link?: string
  /** When it begins, or by when it must be done. */
  readonly at: number
  /** Of an event; half an hour without it. */
  readonly minutes?: number
  /** When it was done. */
  readonly doneAt?: number
  readonly remindAt?: number
  /** 1 the most urgent, 9 the least. */
  readonly priority?: number
  /** Counted from zero, higher with each change, and when the last one was. */
  readonly sequence: number
  readonly changedAt: number
}

/**
 * Writes a calendar by RFC 5545: UTC, escaped, lines of at most 75 octets that are never cut inside a character.
 * Equal entries give equal bytes.
 */
export function writeCalendar({ name, entries }: { name: string; entries: readonly CalendarEntry[] }): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sarnakh//CRM//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    text('X-WR-CALNAME', name),
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function entryLines(entry: CalendarEntry): readonly string[] {
  const { uid, kind, summary, description, place, link, priority, sequence, changedAt } = entry
  const component = kind === 'event' ? 'VEVENT' : 'VTODO'
  return [
    `BEGIN:${component}`,
    text('UID', uid),
    `DTSTAMP:${utc(changedAt)}`,
    `LAST-MODIFIED:${utc(changedAt)}`,
    `SEQUENCE:${sequence}`,
    ...(kind === 'event' ? eventTimes(entry) : toDoTimes(entry)),
    text('SUMMARY', summary),
    ...(description ? [text('DESCRIPTION', description)] : []),
    ...(place ? [text('LOCATION', place)] : []),
    ...(link ? [`URL:${link.replace(/[\r\n]/g, '')}`] : []),
    ...(priority === undefined ? [] : [`PRIORITY:${priority}`]),
    ...alarm(entry),
    `END:${component}`,
  ]
}

function eventTimes({ at, minutes = 30 }: CalendarEntry): readonly string[] {
  return [`DTSTART:${utc(at)}`, `DTEND:${utc(at + Math.max(minutes, 1) * 60_000)}`, 'TRANSP:OPAQUE', 'STATUS:CONFIRMED']
}

function toDoTimes({ at, doneAt }: CalendarEntry): readonly string[] {
  const state = doneAt === undefined ? ['STATUS:NEEDS-ACTION'] : ['STATUS:COMPLETED', `COMPLETED:${utc(doneAt)}`]
  return [`DUE:${utc(at)}`, ...state]
}

function alarm({ remindAt, doneAt, summary }: CalendarEntry): readonly string[] {
  if (remindAt === undefined || doneAt !== undefined) return []
  const trigger = `TRIGGER;VALUE=DATE-TIME:${utc(remindAt)}`
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', text('DESCRIPTION', summary), trigger, 'END:VALARM']
}

/** `20260105T090000Z` */
const utc = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`

function text(name: string, value: string): string {
  const escaped = value
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
  return `${name}:${escaped.replace(CONTROLS, '')}`
}

const CONTROLS = /(?!\t)\p{Cc}/gu
const LONGEST_LINE = 75

/** A line of more than 75 octets goes on in the next, behind a space. */
function folded(line: string): string {
  const parts: string[] = ['']
  let octets = 0
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (octets + size > LONGEST_LINE) {
      parts.push(' ')
      octets = 1
    }
    parts[parts.length - 1] += sign
    octets += size
  }
  return parts.join('\r\n')
}
