import { CrmError } from '../../errors.js'

/**
 * Refuses SQL of a plugin that names a table other than its own, or holds several statements.
 * It guards against mistakes: a plugin runs in this process and could do worse by other ways.
 * @throws {CrmError} PLUGIN_SQL_REFUSED
 */
export function refuseForeignTables(sql: string, whose: string): void {
  const words = wordsOf(sql)
  if (!STATEMENTS.has(words[0] ?? '')) refuse(whose, `it begins with "${words[0] ?? ''}"`)
  if (words.slice(0, -1).includes(';')) refuse(whose, 'it holds several statements')
  const ownNames = new Set(words.filter((_, at) => words[at + 1] === 'as' && words[at + 2] === '('))
  for (const table of tablesIn(words)) {
    if (!table.startsWith('plugin_') && !ownNames.has(table)) refuse(whose, `it names "${table}"`)
  }
}

const STATEMENTS: ReadonlySet<string> = new Set(['select', 'insert', 'update', 'delete', 'with', 'create', 'alter', 'drop'])

/** Lower-case words and marks, without comments and with every text as one mark. */
function wordsOf(sql: string): readonly string[] {
  const bare = sql.replace(/'(?:[^']|'')*'/g, ' # ').replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
  const words = bare.match(/"[^"]*"|`[^`]*`|\[[^\]]*\]|[\p{L}_][\p{L}\p{N}_$.]*|[(),;]|#/gu) ?? []
  return words.map((word) => word.replace(/^["`[]|["`\]]$/g, '').toLowerCase())
}

function* tablesIn(words: readonly string[]): Generator<string> {
  let depth = 0
  const openLists = new Set<number>()
  for (const [at, word] of words.entries()) {
    if (word === '(') depth++
    else if (word === ')') openLists.delete(depth--)
    else if (ENDS_LIST.has(word)) openLists.delete(depth)
    if (word === 'from') openLists.add(depth)
    const isExpected = BEFORE_TABLE.has(word) || (word === ',' && openLists.has(depth)) || isIndexTarget(words, at)
    const table = isExpected ? words.slice(at + 1).find((next) => !PASSED_OVER.has(next)) : undefined
    if (table !== undefined && table !== '(' && table !== 'set') yield table
  }
}

const isIndexTarget = (words: readonly string[], at: number): boolean =>
  words[at] === 'on' && words[0] === 'create' && (words[1] === 'index' || words[2] === 'index')

const BEFORE_TABLE: ReadonlySet<string> = new Set(['from', 'join', 'into', 'update', 'table', 'references', 'using'])
const PASSED_OVER: ReadonlySet<string> = new Set(['if', 'not', 'exists', 'only', 'lateral'])
const ENDS_LIST: ReadonlySet<string> = new Set([
  'where',
  'group',
  'order',
  'having',
  'limit',
  'union',
  'set',
  'returning',
  'select',
])

function refuse(whose: string, why: string): never {
  throw new CrmError('PLUGIN_SQL_REFUSED', `${whose} was refused: ${why}.`)
}
