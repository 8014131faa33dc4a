import { CrmError } from '../../errors.js'
import { parseNumber } from '../../model/text/parse-number.js'
import type { ActivityReport } from '../../operations/index.js'
import { type FormValues, formText } from '../body/index.js'
import type { Words } from '../renderer-messages.js'

const LOGGED = ['call.outbound', 'call.inbound', 'call.started', 'mail.sent', 'meeting.held', 'note'] as const
const OUTCOMES = ['answered', 'no-answer', 'busy', 'voicemail', 'missed'] as const

/** What a person noted on a page, or what is wrong with it, by the name of its input. */
export type LoggedContact = { readonly activity: ActivityReport } | { readonly problems: Readonly<Record<string, string>> }

/**
 * Reads the form that notes a call, a mail, a meeting or a thought.
 * @throws {CrmError} HTTP_INPUT_INVALID for a type that is not on the page.
 */
export function loggedContact(posted: FormValues, words: Words): LoggedContact {
  const type = LOGGED.find((each) => each === formText(posted, 'type'))
  if (!type) throw new CrmError('HTTP_INPUT_INVALID', `"type" is one of: ${LOGGED.join(', ')}.`, { details: { field: 'type' } })
  const note = formText(posted, 'note').trim()
  const outcome = OUTCOMES.find((each) => each === formText(posted, 'outcome'))
  const written = formText(posted, 'minutes').trim()
  const minutes = written === '' ? undefined : parseNumber(written)
  if (type === 'note' && note === '') return { problems: { note: words('lead.noteEmpty') } }
  if (written !== '' && !(minutes !== undefined && minutes >= 0 && minutes <= MOST_MINUTES))
    return { problems: { minutes: words('lead.minutesWrong') } }
  return {
    activity: {
      type,
      ...(outcome ? { outcome } : {}),
      ...(minutes === undefined ? {} : { durationSeconds: Math.round(minutes * 60) }),
      ...(note ? { details: { note } } : {}),
    },
  }
}

const MOST_MINUTES = 1_440
