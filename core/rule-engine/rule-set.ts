import type { WorkingCalendar } from '../model/calendar/working-calendar.js'
import type { Conditions } from '../model/conditions.js'
import type { Decay } from '../model/decay.js'
import type { EntityName } from '../model/entities/index.js'
import type { Fields } from '../model/fields.js'
import type { FormDefinition } from '../model/form.js'
import type { Lifecycle } from '../model/lifecycle.js'
import type { MappingDefinition } from '../model/mapping.js'
import type { LocalizedText, Text } from '../model/text/localized-text.js'
import type { Action, AssignmentStrategy, Fact, Operator, ScoringModel } from '../plugin-api/index.js'
import type { HitPolicy } from './files/rule-list.js'

/** The envelope that rules of every kind share. */
export interface RuleEnvelope {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly enabled?: boolean
  /** `shadow`: evaluated and counted, never acted on. */
  readonly mode?: 'live' | 'shadow'
  /** Bounds between which the rule holds, ISO 8601. */
  readonly effective?: { readonly from?: string; readonly until?: string }
  /** Higher first; file order otherwise. */
  readonly priority?: number
  readonly owner?: string
  readonly tags?: readonly string[]
}

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
  }
  readonly rules: readonly ScoringRule[]
  /** Which of the rules or rows that hold count; absent where all do. */
  readonly hitPolicy?: HitPolicy
}

export interface TransitionRule extends RuleEnvelope {
  readonly from: readonly string[]
  readonly to: string
  readonly reason?: string
  readonly conditions: Conditions
}

export interface RoutingTarget {
  readonly queue?: string
  readonly strategy?: string
  readonly params?: Readonly<Record<string, unknown>>
  /** A user's e-mail, for a rule that names one person. */
  readonly owner?: string
}

/** A routing rule, whether written as conditions or as a row of a table. */
export interface RoutingRule extends RuleEnvelope {
  readonly conditions?: Conditions
  readonly then: RoutingTarget
}

export interface AutomationRule extends RuleEnvelope {
  readonly fire: 'rising' | 'once' | 'always'
  readonly conditions: Conditions
  readonly then: readonly { readonly type: string; readonly params: Readonly<Record<string, unknown>> }[]
}

/** A file of rules of one kind, its rules in the order in which they count. */
export interface RuleGroup<R extends RuleEnvelope> {
  readonly id: string
  readonly rules: readonly R[]
  /** Which of the rules or rows that hold count; absent where that is as usual for its kind. */
  readonly hitPolicy?: HitPolicy
}

/** A fact with its parameters, loaded once per batch and read by every rule that asks for it. */
export interface Slot {
  /** `lead`, or `<fact>(<canonical params>)`. */
  readonly key: string
  readonly fact: string
  readonly params: Readonly<Record<string, unknown>>
}

/** What rules may speak of: collected from core, plugins and the deployment's field files. Unknown names are refused with it. */
export interface Vocabulary {
  readonly facts: Readonly<Record<string, Pick<Fact, 'label' | 'params' | 'value'>>>
  readonly operators: Readonly<Record<string, Operator>>
  readonly actions: Readonly<Record<string, Pick<Action, 'label' | 'params'>>>
  readonly strategies: Readonly<Record<string, Pick<AssignmentStrategy, 'label' | 'params'>>>
  readonly scoringModels: Readonly<Record<string, Pick<ScoringModel, 'label' | 'params'>>>
  readonly leadSources: readonly string[]
  /** Core and custom fields by entity. */
  readonly fields: { readonly [E in EntityName]: Fields }
}

/** A file as it stands in the rule set, for showing it and for replaying a decision years later. */
export interface RuleFile {
  readonly kind: string
  readonly id: string
  readonly title?: Text
  /** Path below its layer, for example `scoring/lead-score.scoring.json`. */
  readonly path: string
  readonly layer: string
  readonly text: string
}

/** Everything the JSON files say, checked, frozen and named by its digest. */
export interface RuleSet {
  /** SHA-256 over the files, first 16 hex digits. */
  readonly digest: string
  readonly files: readonly RuleFile[]
  /** The words its files were checked against. */
  readonly vocabulary: Vocabulary
  readonly lifecycle: Lifecycle
  readonly conditions: Readonly<Record<string, Conditions>>
  /** What named conditions are called for people, where their files say it. */
  readonly conditionTitles: Readonly<Record<string, LocalizedText>>
  readonly scoring: readonly ScoringFile[]
  readonly transitions: readonly RuleGroup<TransitionRule>[]
  readonly routing: readonly RuleGroup<RoutingRule>[]
  readonly automations: readonly RuleGroup<AutomationRule>[]
  readonly queues: readonly { readonly id: string; readonly label: LocalizedText }[]
  readonly segments: Readonly<
    Record<string, { readonly id: string; readonly title: LocalizedText; readonly conditions: Conditions }>
  >
  readonly forms: Readonly<Record<string, FormDefinition>>
  /** Working calendars, by which `elapsed` counts and people are away. */
  readonly calendars: Readonly<Record<string, WorkingCalendar>>
  readonly mappings: Readonly<Record<string, MappingDefinition>>
  /** Facts that must be loaded before deciding; derived ones (`score`, `grade`, `now`, `elapsed`) are not among them. */
  readonly slots: readonly Slot[]
}
