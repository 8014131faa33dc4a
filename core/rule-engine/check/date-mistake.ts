import { readDateLiteral } from '../../model/calendar/date-literal.js'
import type { Finding } from './finding.js'

/** What is wrong with a date in quotes beside a field of days or of instants; undefined where it is one. */
export function dateMistake(text: string, type: 'date' | 'dateTime'): Pick<Finding, 'message' | 'repair'> | undefined {
  const read = readDateLiteral(text)
  if ('mistake' in read)
    return { message: read.mistake, ...(read.instead === undefined ? {} : { repair: { value: read.instead } }) }
  if (type === 'dateTime' || read.isDay) return undefined
  const shown = JSON.stringify(text)
  return {
    message: {
      en: `${shown} is no day such as 2026-03-21; the field holds days without a time.`,
      fa: `${shown} روزی مانند 2026-03-21 نیست؛ این فیلد روز بی‌ساعت نگه می‌دارد.`,
    },
  }
}
