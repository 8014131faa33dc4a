import type { SaidMessage } from '../../errors.js'
import { parseDuration } from '../../model/calendar/duration.js'

/** Says why a text is no duration, and which one it could mean. */
export function notDuration(text: string): SaidMessage {
  const [, minutes] = /^P(\d{1,6})M$/.exec(text) ?? []
  if (minutes !== undefined)
    return {
      en: `"${text}" is not a duration: PT${minutes}M is ${minutes} minutes; months are not a duration.`,
      fa: `«${text}» مدت نیست: PT${minutes}M یعنی ${minutes} دقیقه؛ ماه مدت ثابتی نیست.`,
    }
  if (/^P\d+Y|^P\d+M/.test(text))
    return {
      en: `"${text}" is not a duration: months and years have no fixed length; count in weeks or days, for example P30D.`,
      fa: `«${text}» مدت نیست: ماه و سال طول ثابتی ندارند؛ با هفته یا روز بشمارید، مانند P30D.`,
    }
  const meant = meantDuration(text)
  const way = meant === undefined ? { en: '', fa: '' } : { en: ` Did you mean "${meant}"?`, fa: ` منظورتان «${meant}» بود؟` }
  return {
    en: `"${text}" is not a duration such as PT5M or P7D.${way.en}`,
    fa: `«${text}» مدتی مانند PT5M یا P7D نیست.${way.fa}`,
  }
}

/** The duration that somebody meant who wrote `5m`, `7d`, `pt5m` or `P5H`; undefined when more than one could be. */
export function meantDuration(text: string): string | undefined {
  const bare = text.trim().toUpperCase().replace(/^P?T?/, '')
  const [, count, unit] = /^(\d{1,6})\s*([WDHMS])$/.exec(bare) ?? []
  // Of a lone "M" nobody knows whether it means months.
  if (count === undefined || unit === undefined || (unit === 'M' && /^P\d/i.test(text.trim()))) return undefined
  const meant = unit === 'W' || unit === 'D' ? `P${count}${unit}` : `PT${count}${unit}`
  return parseDuration(meant) === undefined ? undefined : meant
}
