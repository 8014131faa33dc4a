import { findNodeAtLocation } from 'jsonc-parser'
import type { Fix } from '../../files/fix.js'
import { inOneLine } from '../../files/in-one-line.js'
import type { SourceFile } from '../../files/source-file.js'

/** Adds rows behind the last one of a table, laid out like those before. */
export function withRows({ tree, text }: Pick<SourceFile, 'tree' | 'text'>, rows: readonly object[]): Fix | undefined {
  const last = findNodeAtLocation(tree, ['table', 'rows'])?.children?.at(-1)
  if (!last || rows.length === 0) return undefined
  const [between = ' '] = /\s*$/.exec(text.slice(0, last.offset)) ?? []
  const content = rows.map((row) => `,${between.replace(/\n\s*\n/g, '\n')}${inOneLine(row)}`).join('')
  const title = {
    en: `Add ${rows.length} rows that do what all others do.`,
    fa: `${rows.length} سطر بیفزایید که کار همهٔ سطرهای دیگر را می‌کنند.`,
  }
  return { title, edits: [{ offset: last.offset + last.length, length: 0, content }] }
}
