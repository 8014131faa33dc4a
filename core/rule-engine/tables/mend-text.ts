import { isDeepStrictEqual } from 'node:util'
import { getNodeValue, type Node, parseTree } from 'jsonc-parser'
import { applyFixes } from '../files/apply-fixes.js'
import { fixOf, type TextEdit } from '../files/fix.js'
import { inOneLine } from '../files/in-one-line.js'

/** More edits than these mean that nothing of the old text is left anyway. */
const MOST_EDITS = 200

/** Changes the text of a JSON value into one of another value, with as little change as possible; comments stay. */
export function mendText(text: string, value: unknown): string {
  let mended = text
  for (let edits = 0; edits < MOST_EDITS; edits += 1) {
    const tree = parseTree(mended)
    const edit = tree && firstEdit(tree, value, mended)
    if (!edit) return mended
    mended = applyFixes(mended, [{ title: { en: '' }, edits: [edit] }]).text
  }
  return inOneLine(value)
}

/** The first difference, so that offsets never have to be moved. */
function firstEdit(node: Node, wanted: unknown, text: string): TextEdit | undefined {
  const value: unknown = getNodeValue(node)
  if (isDeepStrictEqual(value, wanted)) return undefined
  if (node.type === 'object' && isObject(wanted)) return inObject(node, wanted, text)
  if (
    node.type === 'array' &&
    Array.isArray(wanted) &&
    Array.isArray(value) &&
    value.length === wanted.length &&
    value.some(isObject)
  )
    return firstOf((node.children ?? []).map((child, index) => () => firstEdit(child, wanted[index], text)))
  return { offset: node.offset, length: node.length, content: inOneLine(wanted) }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const firstOf = (looks: readonly (() => TextEdit | undefined)[]): TextEdit | undefined => {
  for (const look of looks) {
    const edit = look()
    if (edit) return edit
  }
  return undefined
}

function inObject(node: Node, wanted: Readonly<Record<string, unknown>>, text: string): TextEdit | undefined {
  const properties = node.children ?? []
  const keys = properties.map((property) => String(property.children?.[0]?.value))
  const gone = properties.find((_, index) => !Object.hasOwn(wanted, keys[index] ?? ''))
  if (gone) return fixOf({ text, tree: gone }, [], { remove: true })?.edits[0]
  const changed = firstOf(
    properties.map((property, index) => () => {
      const inner = property.children?.[1]
      return inner && firstEdit(inner, wanted[keys[index] ?? ''], text)
    }),
  )
  const missing = Object.keys(wanted).find((key) => !keys.includes(key))
  return changed ?? (missing === undefined ? undefined : added(node, [missing, wanted[missing]], text))
}

/** A new key goes last, on a line of its own where the others have one. */
function added({ offset, children = [] }: Node, [key, value]: readonly [string, unknown], text: string): TextEdit {
  const entry = `${JSON.stringify(key)}: ${inOneLine(value)}`
  const [last, before] = [children.at(-1), children.at(-2)]
  if (!last) return { offset: offset + 1, length: 0, content: ` ${entry} ` }
  const from = before ? before.offset + before.length : offset + 1
  const [space = ' '] = /\s+$/.exec(text.slice(from, last.offset)) ?? []
  return { offset: last.offset + last.length, length: 0, content: `,${space}${entry}` }
}
