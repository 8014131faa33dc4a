import type { Comparison } from '../../model/conditions.js'
import { cleanText } from '../../model/text/clean.js'
import { foldSource } from '../../model/text/fold.js'
import type { Finding } from './finding.js'

/** A text that is written in another way than any text is kept, so that nothing that is kept equals it. */
export function oddLiteral(
  value: unknown,
  { fact, path, operator }: Comparison,
): Pick<Finding, 'message' | 'repair' | 'severity'> | undefined {
  if (typeof value !== 'string') return undefined
  const kept = cleanText(value)
  const shown = JSON.stringify(value)
  if (kept === undefined)
    return {
      message: {
        en: `${shown} is never kept: an empty text is no value. Whether one is there asks "present".`,
        fa: `${shown} هرگز نگه داشته نمی‌شود: متن خالی مقدار نیست. بودن یا نبودن مقدار را «present» می‌پرسد.`,
      },
      severity: 'warning',
    }
  if (kept !== value)
    return {
      message: {
        en: `${shown} has spaces around it or signs that are taken out of every text that is kept. Write ${JSON.stringify(kept)}.`,
        fa: `${shown} در دو سر خود فاصله یا نویسه‌هایی دارد که از هر متنِ نگه‌داشته‌شده برداشته می‌شوند. بنویسید ${JSON.stringify(kept)}.`,
      },
      severity: 'warning',
      repair: { value: kept },
    }
  const isSource = (fact === 'lead' || fact === 'touch' || fact === 'firstTouch') && path === '$.source'
  const folded = isSource && operator !== 'present' ? foldSource(value) : value
  if (folded === value) return undefined
  return {
    message: {
      en: `Sources are kept in one spelling: ${shown} as ${JSON.stringify(folded)}. Write it so.`,
      fa: `منبع‌ها با یک املا نگه داشته می‌شوند: ${shown} به صورت ${JSON.stringify(folded)}. همین را بنویسید.`,
    },
    severity: 'warning',
    repair: { value: folded },
  }
}
