import { findNodeAtLocation } from 'jsonc-parser'
import { inOneLine } from '../files/in-one-line.js'
import type { SourceFile } from '../files/source-file.js'
import { mendText } from './mend-text.js'
import { type RowChunk, type RowChunks, rowChunks } from './row-chunks.js'

/** A row as it is to stand in the file, and the place from which it comes where it was there before. */
export interface NextRow {
  readonly id: string
  readonly value: Readonly<Record<string, unknown>>
  readonly place?: number
}

/**
 * Writes the rows of a table in another order, with other values, fewer or more of them. Each row takes along the comments above
 * it and behind it; what did not change is not written anew.
 */
export function rewriteRows({ text, tree }: Pick<SourceFile, 'text' | 'tree'>, rows: readonly NextRow[]): string {
  const list = findNodeAtLocation(tree, ['table', 'rows'])
  if (!list) return text
  const chunks = rowChunks(text, list)
  const next = rows.map(({ value, place }) => {
    const old = place === undefined ? undefined : chunks.rows[place]
    return old ? { ...old, body: mendText(old.body, value) } : freshRow(value, chunks)
  })
  return text.slice(0, list.offset) + joined(chunks, next) + text.slice(list.offset + list.length)
}

function joined({ opening, closing }: RowChunks, rows: readonly RowChunk[]): string {
  const parts = rows.map(({ before, body, tail, note }, index) => {
    const comma = index < rows.length - 1 ? ',' : ''
    const following = rows[index + 1]?.before ?? closing
    // A comment to the end of the line would swallow what follows on it.
    const isOpen = note.includes('//') && !/^[ \t]*\r?\n/.test(following)
    return `${before}${body}${tail}${comma}${note}${isOpen ? '\n' : ''}`
  })
  return `[${opening}${parts.join('')}${closing}]`
}

/** A new row is laid out like those that are there. */
function freshRow(value: NextRow['value'], { rows }: RowChunks): RowChunk {
  const like = rows.at(-1)
  const [space = ''] = /\s*$/.exec(like?.before ?? ' ') ?? []
  const before = space === '' ? ' ' : space.replace(/^(\r?\n)[\s\S]*\n/, '$1')
  const inner = /^\{(\r?\n[ \t]*)/.exec(like?.body ?? '')?.[1]
  const outer = /\r?\n[ \t]*$/.exec(before)?.[0] ?? '\n'
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${inOneLine(each)}`)
  const body = inner === undefined ? inOneLine(value) : `{${entries.map((entry) => inner + entry).join(',')}${outer}}`
  return { before, body, tail: '', note: '' }
}
