import type { RuleSet } from '../rule-set.js'

/** For whom something is put into words. */
export interface Wishes {
  readonly language: string
  /** Zone in which instants are shown; UTC otherwise. */
  readonly timeZone?: string
  /** Calendar of dates; without it, the one that goes with the language. */
  readonly calendar?: 'gregorian' | 'jalali'
  /** Names of users by id; a user without one is shown as the id. */
  readonly names?: ReadonlyMap<string, string>
  /** Fields of the lead that the reader never sees: comparisons of them are told without what was found and what is needed. */
  readonly hidden?: ReadonlySet<string>
  /** What people call the source with an id; the id otherwise. */
  readonly sourceName?: (id: string) => string
}

/** In whose words something is described, and by what rules. */
export interface Reader extends Wishes {
  readonly ruleSet: Pick<RuleSet, 'vocabulary' | 'lifecycle' | 'queues' | 'scoring' | 'conditions'> &
    Partial<Pick<RuleSet, 'conditionTitles'>> &
    Partial<Pick<RuleSet, 'calendars' | 'segments' | 'sequences'>>
}

/** A reader of these rules; a language alone says enough where no instant and no person is shown. */
export function readerOf(ruleSet: Reader['ruleSet'], wishes: string | Wishes): Reader {
  return typeof wishes === 'string' ? { ruleSet, language: wishes } : { ...wishes, ruleSet }
}

/** What a user is called. */
export const nameOf = (userId: string, { names }: Wishes): string => names?.get(userId) ?? userId
