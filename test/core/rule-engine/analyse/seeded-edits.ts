/** One edit of a rule file's content. */
export interface SeededEdit {
  readonly name: string
  readonly content: Readonly<Record<string, unknown>>
}

type Json = Readonly<Record<string, unknown>>

const NEIGHBOURS: Readonly<Record<string, string>> = {
  greaterThan: 'greaterThanInclusive',
  greaterThanInclusive: 'greaterThan',
  lessThan: 'lessThanInclusive',
  lessThanInclusive: 'lessThan',
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
}

/** Every edit of one threshold, operator, point, grade, cell or row of a file. */
export function editsOf(content: Json): readonly SeededEdit[] {
  const edits: SeededEdit[] = []
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key]
      for (const other of othersOf(key, inner, path))
        edits.push({
          name: `${at.join('.')}: ${JSON.stringify(inner)} → ${JSON.stringify(other)}`,
          content: replaced(content, at, other),
        })
      visit(inner, at)
    }
    if (Array.isArray(value) && (path.at(-1) === 'rows' || path.at(-1) === 'rules') && value.length > 1)
      for (const index of value.keys())
        edits.push({ name: `without ${path.join('.')}.${index}`, content: replaced(content, path, value.toSpliced(index, 1)) })
  }
  visit(content, [])
  return edits
}

const COUNTED = new Set(['value', 'points', 'from', 'until', 'max', 'min', 'maxCount'])

function othersOf(key: string, value: unknown, path: readonly (string | number)[]): readonly unknown[] {
  if (key === 'operator' && typeof value === 'string') return value in NEIGHBOURS ? [NEIGHBOURS[value]] : []
  if (typeof value === 'number') return COUNTED.has(key) ? [value + 1, value - 1] : []
  const isCell = path.includes('rows') && !path.includes('then') && typeof value === 'string' && key !== 'id'
  return isCell ? cellsBeside(value) : []
}

function cellsBeside(cell: string): readonly unknown[] {
  if (cell === 'missing') return ['not missing']
  if (cell === 'not missing') return ['missing', '-']
  const compared = /^(>=|<=|>|<) (\d+)$/.exec(cell)
  if (compared) return [`${compared[1]} ${Number(compared[2]) + 1}`, `${compared[1]} ${Number(compared[2]) - 1}`]
  return []
}

function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], other: unknown): Json {
  if (key === undefined) return other as Json
  const inner = (value as Record<string | number, unknown>)[key]
  if (Array.isArray(value)) return value.with(Number(key), replaced(inner, rest, other)) as unknown as Json
  return { ...(value as Json), [key]: replaced(inner, rest, other) }
}
