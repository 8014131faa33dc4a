import type { Weekday } from './calendar/working-calendar.js'
import type { Conditions } from './conditions.js'
import type { LocalizedText, Text } from './text/localized-text.js'

/** What ends a sequence for a lead without a condition of its own. */
export const EXIT_EVENTS = ['grade', 'reply', 'converted', 'closed'] as const
export type ExitEvent = (typeof EXIT_EVENTS)[number]

/** When mails may go: while a working calendar is open, or at these hours of these days. */
export type SendWindow =
  | { readonly calendar: string }
  | { readonly days: readonly Weekday[]; readonly hours: readonly string[]; readonly timeZone?: string }

/** One step of a sequence: it waits, then sends a mail, makes a task or does any action; one that does nothing only waits. */
export interface SequenceStep {
  readonly id: string
  readonly title?: LocalizedText
  /** How long after the step before it, or after the enrolment; in working time where the sequence names a calendar. */
  readonly after?: string
  readonly mail?: { readonly template: string; readonly subject?: LocalizedText }
  readonly task?: {
    readonly subject: LocalizedText
    readonly assignee?: string
    readonly due?: string
    readonly priority?: string
  }
  readonly action?: { readonly type: string; readonly params?: Readonly<Record<string, unknown>> }
}

/** A condition that ends a sequence for a lead as soon as it turns true. */
export interface SequenceExit {
  readonly id: string
  readonly title?: LocalizedText
  readonly conditions: Conditions
}

/** Steps that a lead goes through one after the other until they are done, or until it leaves. */
export interface Sequence {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: Text
  /** Working calendar by which `after` counts. */
  readonly calendar?: string
  readonly sendWindow?: SendWindow
  /** Who is enrolled as this turns true; without it rules and people enrol. */
  readonly enter?: Conditions
  /** Whether a lead that was in it before may come again; `yes` without it. */
  readonly again?: 'yes' | 'no'
  readonly exit?: readonly SequenceExit[]
  readonly exitOn?: readonly ExitEvent[]
  /** At most so many mails to one lead in this time, whichever sequence sends them. */
  readonly limit?: { readonly mails: number; readonly within: string }
  readonly steps: readonly SequenceStep[]
}

/** How a lead says that it is in a sequence, and with which grade it came; rules read it as `sequences`. */
export const sequenceMark = (sequence: string, grade?: string): string =>
  grade === undefined ? sequence : `${sequence}:${grade}`

/** What a step asks for, as an action with its parameters; nothing where it only waits. */
export function stepAction(
  step: SequenceStep,
): { readonly type: string; readonly params: Readonly<Record<string, unknown>> } | undefined {
  if (step.mail) return { type: 'mail.send', params: { to: 'lead', ...step.mail } }
  if (step.task) return { type: 'task.create', params: { assignee: 'owner', ...step.task } }
  return step.action && { type: step.action.type, params: step.action.params ?? {} }
}
