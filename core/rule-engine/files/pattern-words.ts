import type { SaidMessage } from '../../errors.js'
import { day, fullDay, workingHours } from './schemas/calendar.schema.js'
import { path } from './schemas/conditions.schema.js'
import { signedText } from './schemas/definitions.schema.js'
import { id } from './schemas/parts.js'

/** What a text must look like that a pattern demands, with an example; a pattern of a plugin has no words. */
export function patternWords(pattern: string): SaidMessage {
  return WORDS.get(pattern) ?? { en: 'is not written as it must be here', fa: 'چنان که باید نوشته نشده است' }
}

/** Whether a pattern has words of its own. */
export const hasPatternWords = (pattern: string): boolean => WORDS.has(pattern)

const WORDS: ReadonlyMap<string, SaidMessage> = new Map([
  [
    String(path['pattern']),
    {
      en: 'is not written as a path, which begins with "$.", for example "$.employees"',
      fa: 'مسیر نیست؛ مسیر با "$." آغاز می‌شود، مانند "$.employees"',
    },
  ],
  [
    String(id['pattern']),
    {
      en: 'is not written as an id: a letter first, then letters, digits and dashes, at most 61, for example "lead-score"',
      fa: 'شناسه نیست: نخست یک حرف لاتین، سپس حرف و رقم و خط تیره، حداکثر ۶۱ نویسه، مانند "lead-score"',
    },
  ],
  [
    String(workingHours['pattern']),
    {
      en: 'is not written as hours of a day, for example "09:00-17:00"',
      fa: 'ساعت کاری نیست؛ مانند "09:00-17:00" بنویسید',
    },
  ],
  [
    String(day['pattern']),
    {
      en: 'is not written as a day, for example "2026-03-21", or "03-21" for every year',
      fa: 'روز نیست؛ مانند "2026-03-21" بنویسید، یا "03-21" برای همهٔ سال‌ها',
    },
  ],
  [
    String(fullDay['pattern']),
    { en: 'is not written as a day, for example "2026-03-21"', fa: 'روز نیست؛ مانند "2026-03-21" بنویسید' },
  ],
  [
    String(signedText['pattern']),
    {
      en: 'does not name "{body}", what the sender signs, for example "{timestamp}.{body}"',
      fa: '"{body}" را ندارد، یعنی آنچه فرستنده امضا می‌کند؛ مانند "{timestamp}.{body}"',
    },
  ],
  [
    '^[A-Z]{3}$',
    {
      en: 'is not written as a currency: three capitals, for example "EUR"',
      fa: 'واحد پول نیست: سه حرف بزرگ لاتین، مانند "EUR"',
    },
  ],
])
