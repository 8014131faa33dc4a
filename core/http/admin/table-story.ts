import type { Comparison } from '../../model/conditions.js'
import { conditionTree, type RuleFile, type RuleSet, tableView } from '../../rule-engine/index.js'
import type { Reader } from '../reader.js'
import type { RuleStory } from './rule-story.js'

/** A decision table as people read it: the same columns for every row. */
export interface TableStory {
  /** Which of the rows that match count, and whether some row always does. */
  readonly hitPolicy: string
  readonly isComplete: boolean
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly story: RuleStory
    readonly cells: readonly { readonly text: string; readonly says: readonly string[] }[]
  }[]
}

/** Where nothing is said, every matching row counts, or the first. */
const USUAL: Readonly<Record<string, string>> = { scoring: 'collect', automation: 'collect' }

/** The table of a file with what its cells say in words; undefined where its rules stand in a list. */
export function tableStory(
  rules: RuleSet,
  file: RuleFile,
  { stories, reader }: { readonly stories: readonly RuleStory[]; readonly reader: Reader },
): TableStory | undefined {
  const table = tableView(file)
  if (!table) return undefined
  const said = (asked: Comparison) => {
    const tree = conditionTree(rules, asked, reader)
    return tree.kind === 'sentence' ? tree : { subject: '', verb: '', object: '' }
  }
  const told = new Map(stories.map((story) => [story.id, story]))
  return {
    hitPolicy: table.hitPolicy ?? USUAL[file.kind] ?? 'first',
    isComplete: table.isComplete,
    columns: table.columns.map(({ about }) => said(about).subject),
    rows: table.rows.flatMap(({ id, cells }) => {
      const story = told.get(id)
      const words = cells.map(({ text, asks }) => ({
        text,
        says: asks.map((asked) => {
          const { verb, object } = said(asked)
          return [verb, object].filter(Boolean).join(' ')
        }),
      }))
      return story ? [{ story, cells: words }] : []
    }),
  }
}
