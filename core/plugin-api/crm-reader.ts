import type { Conditions } from '../model/conditions.js'
import type { LeftOutReason } from '../model/decision.js'
import type { EntityName } from '../model/entities/index.js'
import type { Lead } from '../model/entities/lead.js'
import type { Text } from '../model/text/localized-text.js'
import type { FieldProblem } from './awaitable.js'

/**
 * A number of a record: a field, milliseconds between two instants, or two fields multiplied. A field may belong to the record
 * that a reference names: `leadId.createdAt`. Of several instants the first one that is filled counts.
 */
export type Figure =
  | string
  | { readonly from: string | readonly string[]; readonly to: string | readonly string[] }
  | { readonly times: readonly [string, string] }

/**
 * Puts records into bands of a figure: band `i` begins with `bounds[i]` and ends before the next one. Its row says `i` under
 * the name `as`, and -1 for what lies below the first bound. Days (`YYYY-MM-DD`) have bounds of the same kind.
 */
export interface Bands {
  readonly as: string
  readonly of: Figure
  readonly bounds: readonly (number | string)[]
}

/** One figure per group: how many records, or a sum, mean, least or greatest over one of their figures. */
export type Measure = { readonly where?: Conditions } & (
  | { readonly count: true }
  /** How many different values a field has. */
  | { readonly distinct: string }
  | { readonly sum: Figure }
  | { readonly average: Figure }
  | { readonly min: string }
  | { readonly max: string }
)

/** Records whose `field` names a record of `entity` for which `where` holds; without `where`, any that there is. */
export interface Belonging {
  readonly field: string
  readonly entity: EntityName
  readonly where?: Conditions
}

/** What is counted, and how it is grouped. */
export interface GroupQuery {
  readonly entity: EntityName
  /** Fields of the entity, or of what its references name (`accountId.industry`), and bands; a group where one is missing has it absent. */
  readonly groupBy: readonly (string | Bands)[]
  readonly where?: Conditions
  readonly belongingTo?: readonly Belonging[]
}

/** What to count and how to group it; answered by the database, however many records there are. */
export interface AggregateQuery extends GroupQuery {
  readonly measures: Readonly<Record<string, Measure>>
}

/** Where a share of the records lies below: 0.5 is the median. Between two records the line is straight. */
export interface PercentileQuery extends GroupQuery {
  readonly of: Figure
  /** Fractions of one; the row has them as `p50`, `p90`, beside `count`. */
  readonly at: readonly number[]
}

export type AggregateRow = Readonly<Record<string, string | number | boolean | undefined>>

/** Which records, and how many at a time: 500 unless it says otherwise. */
export interface EachQuery {
  readonly where?: Conditions
  readonly batch?: number
}

/** Any record as a plugin reads it: a missing value is an absent key. */
export interface CrmRecord {
  readonly id: string
  readonly [field: string]: unknown
}

/** How the newest decisions dealt with one user. */
export interface RoutingTally {
  readonly userId: string
  /** Leads that were given to the user by rules. */
  readonly assigned: number
  /** Leads that went back to the pool because the user did nothing about them. */
  readonly recycled: number
  readonly leftOut: { readonly [R in LeftOutReason]?: number }
}

/** What a plugin may read of the CRM. */
export interface CrmReader {
  lead(id: string): Promise<Lead | undefined>
  count(entity: EntityName, where?: Conditions): Promise<number>
  aggregate(query: AggregateQuery): Promise<readonly AggregateRow[]>
  /**
   * Every record for which conditions hold, in batches by id, so that memory stays flat however many there are; conditions are
   * those that the database alone can answer, and leads that were merged into others are among them.
   * @example for await (const won of crm.each('opportunity', { where: { all: [opportunity('outcome', 'equal', 'won')] } })) …
   */
  each(entity: EntityName, query?: EachQuery): AsyncIterable<readonly CrmRecord[]>
  /** Exact percentiles per group. */
  percentiles(query: PercentileQuery): Promise<readonly AggregateRow[]>
  /** What the newest decisions since an instant gave to each user, and how often they passed each over, by reason. */
  routings(since: number): Promise<readonly RoutingTally[]>
  /** Users by id, for the names behind ids. */
  userNames(): Promise<ReadonlyMap<string, string>>
  /** Statuses of leads in the order of the lifecycle. */
  statuses(): readonly {
    readonly id: string
    readonly label: Text
    readonly category: 'open' | 'converted' | 'lost'
    /** Chance that a lead in it becomes a customer, as its file says. */
    readonly probability?: number
    readonly reasons?: readonly { readonly id: string; readonly label: Text }[]
  }[]
  /** Stages of opportunities, in the order of their pipelines. */
  stages(): readonly {
    readonly pipeline: string
    readonly id: string
    readonly label: Text
    readonly outcome: 'open' | 'won' | 'lost'
    readonly probability?: number
    readonly reasons?: readonly { readonly id: string; readonly label: Text }[]
  }[]
  /** Saved conditions over leads, by id. */
  segments(): readonly { readonly id: string; readonly title: Text; readonly conditions: Conditions }[]
  /** What is wrong with these values of a lead, so that a source can tell its sender at once; none where they can be stored. */
  leadProblems(values: Readonly<Record<string, unknown>>): readonly FieldProblem[]
}
