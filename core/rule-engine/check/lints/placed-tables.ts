import { type RowSpace, rowSpace } from '../../analyse/row-space.js'
import type { RuleTable } from '../../files/lower-table.js'
import { type HitPolicy, ruleList } from '../../files/rule-list.js'
import type { SourceFile } from '../../files/source-file.js'
import type { LintContext, PlacedRule } from './lint.js'

const KINDS = ['scoring', 'transition', 'routing', 'automation'] as const
type TableKind = (typeof KINDS)[number]

/** A file of rules that promises something about all of them together, with the rows that act. */
export interface PlacedTable {
  readonly kind: TableKind
  readonly source: SourceFile
  readonly hitPolicy: HitPolicy
  readonly isComplete: boolean
  /** None where the rules stand in a list. */
  readonly table: RuleTable | undefined
  /** In the order in which they count. */
  readonly rules: readonly PlacedRule[]
}

/** What is usual where a file does not say which of the matching rows count. */
const USUAL: Readonly<Record<TableKind, HitPolicy>> = {
  scoring: 'collect',
  transition: 'first',
  routing: 'first',
  automation: 'collect',
}

const known = new WeakMap<Pick<LintContext, 'rules'>, readonly PlacedTable[]>()

/** The files of rules of every kind, each as one table; gathered once for all lints. */
export function placedTables(context: Pick<LintContext, 'files' | 'rules'>): readonly PlacedTable[] {
  const tables = known.get(context) ?? KINDS.flatMap((kind) => tablesOf(kind, context))
  known.set(context, tables)
  return tables
}

function tablesOf(kind: TableKind, { files, rules }: Pick<LintContext, 'files' | 'rules'>): readonly PlacedTable[] {
  const sources = files.filter((source) => source.kind === kind)
  return sources.map((source) => {
    const { hitPolicy = USUAL[kind], complete } = source.value as { readonly hitPolicy?: HitPolicy; readonly complete?: boolean }
    const own = rules(kind).filter((rule) => rule.source === source)
    return { kind, source, hitPolicy, isComplete: complete === true, table: ruleList(source.value).table, rules: own }
  })
}

const spaces = new WeakMap<readonly PlacedRule[], RowSpace | 'none'>()

/** The rows over the values that matter, laid out once; undefined where that cannot be done. */
export function spaceOf({ rules }: Pick<PlacedTable, 'rules'>, { scope }: Pick<LintContext, 'scope'>): RowSpace | undefined {
  const known =
    spaces.get(rules) ??
    rowSpace(
      rules.map(({ entry }) => entry.conditions),
      scope,
    ) ??
    'none'
  spaces.set(rules, known)
  return known === 'none' ? undefined : known
}
