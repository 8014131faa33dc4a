import { CrmErrors } from '../../errors.js'
import type { Comparison } from '../../model/conditions.js'
import type { CellValue } from '../files/cell-literals.js'
import { rereadFiles } from '../files/reread-files.js'
import { type HitPolicy, ruleList } from '../files/rule-list.js'
import { isCellMistake, readCell } from '../files/table-cells.js'
import type { RuleFile } from '../rule-set.js'

/** A decision table as people look at it. */
export interface TableView {
  readonly hitPolicy?: HitPolicy
  readonly isComplete: boolean
  /** What each column asks about, as a question whether it is filled. */
  readonly columns: readonly { readonly id: string; readonly about: Comparison }[]
  /** The cells of each row, as they are written and as what they ask; nothing where any value does. */
  readonly rows: readonly {
    readonly id: string
    readonly cells: readonly { readonly text: string; readonly asks: readonly Comparison[] }[]
  }[]
}

/** The table of a rule file as it was kept; undefined where its rules stand in a list. */
export function tableView(file: RuleFile): TableView | undefined {
  const sources = rereadFiles([file])
  const [source] = sources instanceof CrmErrors ? [] : sources
  const { table } = ruleList(source?.value ?? {})
  if (!source || !table) return undefined
  const { hitPolicy, complete } = source.value as { readonly hitPolicy?: HitPolicy; readonly complete?: boolean }
  return {
    ...(hitPolicy ? { hitPolicy } : {}),
    isComplete: complete === true,
    columns: table.inputs.map(({ id, fact, params, path }) => ({
      id,
      about: { fact, ...(params ? { params } : {}), ...(path ? { path } : {}), operator: 'present', value: true },
    })),
    rows: table.rows.map((row) => ({
      id: row.id,
      cells: table.inputs.map((input) => {
        const cell = row[input.id] as CellValue | undefined
        const read = readCell(input, cell)
        return { text: String(cell ?? '-'), asks: isCellMistake(read) ? [] : read }
      }),
    })),
  }
}
