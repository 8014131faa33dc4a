import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import { inOneLine } from '../files/in-one-line.js'
import { positionOf, type SourceFile } from '../files/source-file.js'
import { statusEdits } from './status-edits.js'
import type { StatusEdit, StatusMapping } from './status-mapping.js'

/** A rule file that names a status which is to change, and what it would say then. */
export interface RewrittenFile {
  readonly source: SourceFile
  readonly text: string
  readonly places: readonly RewrittenPlace[]
}

export interface RewrittenPlace {
  readonly line: number
  readonly from: string
  /** Absent where the place goes. */
  readonly to?: string
  /** What a list takes over from the status `from`, which goes: ways on, or reasons. */
  readonly added?: readonly string[]
}

/** Rewrites the statuses in the texts of rule files; comments, order and everything else stay. Files that name none are left out. */
export function rewriteStatuses(files: readonly SourceFile[], mapping: StatusMapping): readonly RewrittenFile[] {
  return files.flatMap((source): RewrittenFile[] => {
    const edits = placed(source, statusEdits(source, mapping))
    if (edits.length === 0) return []
    const places = edits.map(placeOf)
    return [{ source, text: edited(source.text, edits), places: places.toSorted((one, other) => one.line - other.line) }]
  })
}

const placeOf = ({ line, from, to, added }: PlacedEdit): RewrittenPlace => ({
  ...{ line, from },
  ...(to === undefined ? {} : { to }),
  ...(added === undefined ? {} : { added: added.map(nameOfEntry) }),
})

/** A way on stands there by its name, a reason by its id. */
const nameOfEntry = (entry: unknown): string =>
  typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : String(entry)

type PlacedEdit = StatusEdit & { readonly offset: number; readonly line: number }

/** From the end to the beginning, so that no edit moves the place of another; nothing is edited inside of what goes. */
function placed(source: SourceFile, edits: readonly StatusEdit[]): readonly PlacedEdit[] {
  const gone = edits
    .filter(({ to, added }) => to === undefined && added === undefined)
    .map(({ path }) => JSON.stringify(path).slice(0, -1))
  const known = new Map<string, PlacedEdit>()
  for (const edit of edits) {
    const node = findNodeAtLocation(source.tree, edit.path)
    const key = JSON.stringify(edit.path)
    const isInside = gone.some((start) => key.startsWith(`${start},`))
    if (node && !isInside)
      known.set(edit.added ? `${key} ${edit.from}` : key, {
        ...edit,
        offset: node.offset,
        line: positionOf(source.text, node.offset).line,
      })
  }
  return [...known.values()].sort((one, other) => other.offset - one.offset)
}

/** Each edit is made in the text as the ones before left it, so that two neighbours in one list may go. */
function edited(text: string, edits: readonly StatusEdit[]): string {
  return edits.reduce((whole, { path, to, added }) => {
    const tree = parseTree(whole, [], { allowTrailingComma: true })
    const node = tree && findNodeAtLocation(tree, path)
    if (!node) return whole
    if (added) return withEntries(whole, node, added)
    const [from, until] = to === undefined ? rangeWithComma(whole, node) : [node.offset, node.offset + node.length]
    return whole.slice(0, from) + (to === undefined ? '' : JSON.stringify(to)) + whole.slice(until)
  }, text)
}

/** New entries stand behind those that are there. */
function withEntries(text: string, list: Node, added: readonly unknown[]): string {
  const last = list.children?.at(-1)
  const at = last ? last.offset + last.length : list.offset + 1
  const entries = added.map((entry) => inOneLine(entry)).join(', ')
  return `${text.slice(0, at)}${last ? ', ' : ''}${entries}${text.slice(at)}`
}

/** An entry of a list, or a key with its value, with the comma that goes with it: the one behind, or for the last the one before. */
function rangeWithComma(text: string, value: Node): readonly [number, number] {
  const node = value.parent?.type === 'property' ? value.parent : value
  const end = node.offset + node.length
  const behind = /^\s*,\s*/.exec(text.slice(end))
  if (behind) return [node.offset, end + behind[0].length]
  const siblings = node.parent?.children ?? []
  const before = siblings[siblings.indexOf(node) - 1]
  return [before ? before.offset + before.length : node.offset, end]
}
