import { plainText } from './plain-text.js'

/** A column of a table: its heading, and whether its values stand at the right, as numbers do. */
export interface Column {
  readonly title: string
  readonly isNumber?: boolean
}

/**
 * Draws a table for a terminal, its columns aligned by what is seen: letters that join or take no room count as none.
 * @example formatTable([{ title: 'Source' }, { title: 'Leads', isNumber: true }], [['Google', '2868']])
 */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map(({ title }) => title)
  const lines = [titles, ...rows].map((row) => row.map(plainText))
  const widths = columns.map((_, place) => Math.max(...lines.map((row) => widthOf(row[place] ?? ''))))
  const drawn = lines.map((row) =>
    columns
      .map(({ isNumber }, place) => padded(row[place] ?? '', { width: widths[place] ?? 0, isNumber }))
      .join('  ')
      .trimEnd(),
  )
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return [drawn[0], rule, ...drawn.slice(1)].join('\n')
}

function padded(text: string, { width, isNumber }: { width: number; isNumber: boolean | undefined }): string {
  const room = ' '.repeat(Math.max(0, width - widthOf(text)))
  return isNumber ? room + text : text + room
}

/** How many places a text takes in a terminal: letters that join or take no room count as none. */
export function widthOf(text: string): number {
  return [...text.replaceAll(/[\p{Mn}\p{Me}\p{Cf}]/gu, '')].length
}
