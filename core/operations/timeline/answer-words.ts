import type { Engine } from '../../intake/engine.js'
import { formatRelative } from '../../model/calendar/relative-time.js'
import { formatNumber } from '../../model/text/format-number.js'

type Language = 'en' | 'fa'

export const both = (en: string, fa: string) => ({ en, fa })

/** How long ago an instant was. */
export const agoIn = ({ now }: Pick<Engine, 'now'>, at: number, language: Language): string =>
  formatRelative(at, { now: now(), language })

/** Points of so many. */
export const pointsIn = ({ points, max }: { points: number; max?: number | undefined }, language: Language): string =>
  max === undefined ? formatNumber(points, language) : `${formatNumber(points, language)} / ${formatNumber(max, language)}`
