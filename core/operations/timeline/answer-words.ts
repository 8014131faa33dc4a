import type { Engine } from '../../intake/engine.js'
import { formatRelative } from '../../model/calendar/relative-time.js'
import { formatNumber } from '../../model/text/format-number.js'

type Language = 'en' | 'fa'

export const both = (en: string, fa: string) => ({ en, fa })

/** A name of the other script may not turn the sentence around it. */
export const apart = (name: string): string => `\u2068${name}\u2069`

/** How long ago an instant was. */
export const agoIn = ({ now }: Pick<Engine, 'now'>, at: number, language: Language): string =>
  formatRelative(at, { now: now(), language })

/** Points of so many. */
export const pointsIn = ({ points, max }: { points: number; max?: number | undefined }, language: Language): string =>
  max === undefined ? formatNumber(points, language) : `${formatNumber(points, language)} / ${formatNumber(max, language)}`
