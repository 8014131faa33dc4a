import type { WorkingCalendar } from '../model/calendar/working-calendar.js'
import type { Conditions } from '../model/conditions.js'
import type { ConversionRules } from '../model/conversion.js'
import type { DedupeRules } from '../model/dedupe-policy.js'
import type { EntityName } from '../model/entities/index.js'
import type { Fields } from '../model/fields.js'
import type { FormDefinition } from '../model/form.js'
import type { Lifecycle } from '../model/lifecycle.js'
import type { MailTemplate } from '../model/mail/mail-template.js'
import type { MappingDefinition } from '../model/mapping.js'
import type { Pipelines } from '../model/pipeline.js'
import type { RetentionRule } from '../model/retention.js'
import type { RoleDefinition } from '../model/role.js'
import type { RuledEntity } from '../model/ruled-entity.js'
import type { Segment } from '../model/segment.js'
import type { Sequence } from '../model/sequence.js'
import type { LocalizedText, Text } from '../model/text/localized-text.js'
import type {
  Action,
  AssignmentFilter,
  AssignmentRank,
  AssignmentStrategy,
  Fact,
  Operator,
  ScoringModel,
} from '../plugin-api/index.js'
import type { HitPolicy } from './files/rule-list.js'

import type { RuleEnvelope } from './rule-envelope.js'
import type { ScoringFile } from './scoring-file.js'

export type * from './rule-envelope.js'
export type * from './scoring-file.js'

export interface TransitionRule extends RuleEnvelope {
  readonly from: readonly string[]
  readonly to: string
  readonly reason?: string
  readonly conditions: Conditions
}

export interface RoutingTarget {
  readonly queue?: string
  /** A whole strategy, or what the composition is called. */
  readonly strategy?: string
  readonly composition?: StrategyComposition
  readonly params?: Readonly<Record<string, unknown>>
  /** A user's e-mail, for a rule that names one person. */
  readonly owner?: string
}

/** One part of a composition, with its parameters. */
export interface CompositionPart {
  readonly use: string
  readonly params: Readonly<Record<string, unknown>>
  /** Of a filter: passed over where it would leave nobody. */
  readonly optional?: boolean
}

/** A strategy put together by a rule: who can get the lead, who of them comes first, and who of equals it is. */
export interface StrategyComposition {
  readonly filter: readonly CompositionPart[]
  readonly rank: readonly CompositionPart[]
  readonly pick: CompositionPart
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

/** Until when a lead must have been answered; the first target that holds counts. Durations are working time where a calendar is named. */
export interface ResponseTarget extends RuleEnvelope {
  readonly conditions?: Conditions
  /** Until the first answer. */
  readonly first?: string
  /** Until the next answer, after each message of the customer. */
  readonly next?: string
  readonly calendar?: string
  /** Statuses in which the clock stands still. */
  readonly pause: readonly string[]
  /** How long after the answer was due each level of escalation is reached. */
  readonly escalate: readonly string[]
}

/** That a lead goes back to a pool. */
export interface RecycleRule extends RuleEnvelope {
  readonly conditions: Conditions
  readonly then: { readonly queue: string }
}

/** A pool of people, as its file declares it. */
export interface QueueDeclaration {
  readonly id: string
  readonly label: LocalizedText
  /** Who answers for it: a user's e-mail. */
  readonly manager?: string
  /** Open leads at once of a member who has no capacity of their own. */
  readonly capacity?: number
  /** What a member may take out of it by themselves. */
  readonly claim?: { readonly maxOpen?: number; readonly perDay?: number }
  /** When a lead that its owner does nothing about goes back, and to which queue. */
  readonly recycle?: {
    readonly after: string
    readonly calendar?: string
    readonly unless?: Conditions
    readonly to?: string
  }
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
  readonly actions: Readonly<Record<string, Pick<Action, 'label' | 'params' | 'performOn' | 'entities'>>>
  readonly strategies: Readonly<Record<string, Pick<AssignmentStrategy, 'label' | 'params'>>>
  readonly filters: Readonly<Record<string, Pick<AssignmentFilter, 'label' | 'params' | 'facts'>>>
  readonly ranks: Readonly<Record<string, Pick<AssignmentRank, 'label' | 'params' | 'facts'>>>
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
  /** Pipelines of opportunities by id, in the order of their files. */
  readonly pipelines: Pipelines
  readonly conditions: Readonly<Record<string, Conditions>>
  /** What named conditions are called for people, where their files say it. */
  readonly conditionTitles: Readonly<Record<string, LocalizedText>>
  readonly scoring: readonly ScoringFile[]
  readonly transitions: readonly RuleGroup<TransitionRule>[]
  readonly routing: readonly RuleGroup<RoutingRule>[]
  readonly automations: readonly RuleGroup<AutomationRule>[]
  /** Those that watch other records than leads, by their entity; absent where there is none. */
  readonly recordAutomations?: { readonly [E in RuledEntity]?: readonly RuleGroup<AutomationRule>[] }
  readonly queues: readonly QueueDeclaration[]
  /** What `recycle` of the queues says, as rules. */
  readonly recycling: readonly RuleGroup<RecycleRule>[]
  /** Response targets, in the order in which they count. */
  readonly sla: readonly RuleGroup<ResponseTarget>[]
  readonly segments: Readonly<Record<string, Segment>>
  readonly forms: Readonly<Record<string, FormDefinition>>
  /** Working calendars, by which `elapsed` counts and people are away. */
  readonly calendars: Readonly<Record<string, WorkingCalendar>>
  readonly mappings: Readonly<Record<string, MappingDefinition>>
  /** Nurture sequences; their entries and exits stand among the automations as `sequence/<id>`. */
  readonly sequences: Readonly<Record<string, Sequence>>
  readonly mails: Readonly<Record<string, MailTemplate>>
  /** What a lead becomes. */
  readonly conversion: ConversionRules
  /** By what leads are found to be one; absent where the settings of the deployment say it. */
  readonly dedupe?: DedupeRules
  /** For how long leads are kept, in the order in which the rules count; nothing is removed where there is none. */
  readonly retention: readonly RetentionRule[]
  /** What people in each role may do. */
  readonly roles: Readonly<Record<string, RoleDefinition>>
  /** Facts that must be loaded before deciding; derived ones (`score`, `grade`, `now`, `elapsed`) are not among them. */
  readonly slots: readonly Slot[]
}
