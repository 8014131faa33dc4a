import { foldForSearch } from '../../model/text/fold.js'
import type { Dialect, Fragment } from '../database/database.js'
import { type Answer, FALSE, join, unanswered } from './answer.js'
import type { ColumnComparison } from './column-comparison.js'
import { PLAIN_LETTERS, type PlainLetters } from './plain-letters.js'

/**
 * Compares texts folded, as `foldForSearch` does. The database folds texts of plain letters letter by letter; of others
 * (rare signs, runs of white space, a detached plural ending) it cannot tell.
 */
export function matchText({ column, ref, operator, value }: ColumnComparison, dialect: Dialect): Answer {
  if (column.kind !== 'text' || typeof value !== 'string') return FALSE
  const wanted = foldForSearch(value)
  if (wanted === '') return FALSE
  const test = TESTS[dialect][operator]
  if (test === undefined) return unanswered(`Operator "${operator}"`)
  const folded = (sql: string, bindings: Fragment['bindings']) => onFolded({ ref, wanted, dialect }, { sql, bindings })
  const isReachable = [...wanted].every((letter) => PLAIN_LETTERS.images.has(letter))
  const holds = isReachable
    ? folded(
        test,
        Array.from(test.matchAll(/\?/g), () => wanted),
      )
    : FALSE
  const find = dialect === 'sqlite' ? 'instr' : 'strpos'
  const unevenly = folded(`${find}(' ' || "folded" || ' ', ?) > 0 or ${find}("folded", ?) > 0`, ['  ', DETACHED])
  return { ...holds, doubt: join([hasOtherLetters(ref, dialect), unevenly], ' or ') }
}

/** Where a plural ending may stand apart from its word. */
const DETACHED = ' ها'

const SAME = '"folded" = cast(? as text)'
const STARTS = 'substr("folded", 1, length(cast(? as text))) = ?'

const TESTS: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  sqlite: {
    sameText: SAME,
    includesText: 'instr("folded", ?) > 0',
    startsWithText: STARTS,
    endsWithText: 'substr("folded", -length(cast(? as text))) = ?',
  },
  postgres: {
    sameText: SAME,
    includesText: 'strpos("folded", ?) > 0',
    startsWithText: STARTS,
    endsWithText: 'right("folded", length(cast(? as text))) = ?',
  },
}

interface Folding {
  readonly ref: string
  readonly wanted: string
  readonly dialect: Dialect
}

/** A test of the folded column, which is written once however often the test names it. */
function onFolded(folding: Folding, test: Fragment): Fragment {
  const folded = foldedColumn(folding)
  return {
    sql: `(select ${test.sql} from (select ${folded.sql} as "folded") as "text")`,
    bindings: [...test.bindings, ...folded.bindings],
  }
}

// Only letters that can become part of what is looked for are turned; any other can neither make nor break a match.
function foldedColumn({ ref, wanted, dialect }: Folding): Fragment {
  const needed = new Set([...wanted, ...DETACHED])
  const turned = PLAIN_LETTERS.turned.filter(({ to }) => to === '' || needed.has(to))
  const lower = `lower(${ref})`
  if (dialect === 'postgres') {
    // `translate` drops the letters for which nothing is left, so those that vanish come last.
    const ordered = [...turned].sort((left, right) => right.to.length - left.to.length)
    const letters = (side: keyof PlainLetters['turned'][number]) => ordered.map((letter) => letter[side]).join('')
    return { sql: `translate(${lower}, ?, ?)`, bindings: [letters('from'), letters('to')] }
  }
  const sql = turned.reduce((inner) => `replace(${inner}, ?, ?)`, lower)
  return { sql, bindings: turned.flatMap(({ from, to }) => [from, to]) }
}

function hasOtherLetters(ref: string, dialect: Dialect): Fragment {
  const { ranges } = PLAIN_LETTERS
  return dialect === 'sqlite'
    ? { sql: `${ref} glob ?`, bindings: [`*[^${ranges}]*`] }
    : { sql: `${ref} ~ ?`, bindings: [`[^${ranges}]`] }
}
