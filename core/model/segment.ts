import type { Conditions } from './conditions.js'
import type { LocalizedText } from './text/localized-text.js'

/** Saved conditions with a name. */
export interface Segment {
  readonly id: string
  readonly title: LocalizedText
  readonly conditions: Conditions
  /** Its leads are put into it one by one: they are those whose field `segments` names it. */
  readonly members?: 'listed'
  /** Its place in the quick bar above a list, lowest first; the others follow behind. */
  readonly quick?: number
  /** Who sees it in the quick bar; everybody where it is left out. It hides nothing. */
  readonly roles?: readonly string[]
  /** Whether its list shows itself anew every few seconds. */
  readonly live?: boolean
}
