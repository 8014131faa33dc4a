import type { Conditions } from '../model/conditions.js'
import type { Decay } from '../model/decay.js'
import type { LocalizedText } from '../model/text/localized-text.js'
import type { HitPolicy } from './files/rule-list.js'
import type { RuleEnvelope } from './rule-envelope.js'

export interface ScoringRule extends RuleEnvelope {
  readonly conditions: Conditions
  readonly then: {
    readonly group: string
    readonly points?: number
    readonly pointsPer?: { readonly activity: string; readonly points: number; readonly maxCount: number }
    /** How the points fade. Those of a rule without `pointsPer` grow old from the first of these date-time fields that is filled. */
    readonly decay?: Decay & { readonly since?: readonly string[] }
  }
}

export interface Grade {
  readonly grade: string
  readonly label?: LocalizedText
  /** Total from which a lead gets this grade; the last grade has none. */
  readonly from?: number
  /** Total down to which a lead that has it keeps it, so that it does not flap. */
  readonly until?: number
}

/** The bands of one group, highest first; the last has no `from`. */
export interface MatrixSide {
  readonly group: string
  readonly bands: readonly { readonly band: string; readonly from?: number }[]
}

export interface ScoringFile {
  readonly id: string
  readonly title?: LocalizedText
  readonly model: string
  readonly params: Readonly<Record<string, unknown>>
  readonly score: {
    readonly min: number
    readonly max: number
    readonly groups: readonly {
      readonly id: string
      readonly label?: LocalizedText
      readonly max?: number
      readonly min?: number
    }[]
    readonly grades: readonly Grade[]
    /** A combined grade of two groups, the band of the first before that of the second: `A1`. */
    readonly matrix?: { readonly rows: MatrixSide; readonly columns: MatrixSide }
  }
  readonly rules: readonly ScoringRule[]
  /** Which of the rules or rows that hold count; absent where all do. */
  readonly hitPolicy?: HitPolicy
}
