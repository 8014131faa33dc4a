import { findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser'
import type { LocalizedText } from '../../model/text/localized-text.js'

/** A piece of a file's text that gives way to another; a length of 0 inserts. */
export interface TextEdit {
  readonly offset: number
  readonly length: number
  readonly content: string
}

/** The one sensible way out of a mistake, as edits of the file's text that leave everything else as it stands. */
export interface Fix {
  readonly title: LocalizedText
  readonly edits: readonly TextEdit[]
}

/**
 * What should stand at a place instead: another value, another key (and its value below one more, `around`), keys that are
 * missing, nothing, the same below one more key (`wrap`), or what stands below its only key (`unwrap`).
 */
export type Repair =
  | { readonly value: unknown; readonly beside?: Readonly<Record<string, unknown>> }
  | { readonly key: string; readonly around?: string }
  | { readonly add: Readonly<Record<string, unknown>> }
  | { readonly remove: true }
  | { readonly wrap: string }
  | { readonly unwrap: string }

/** A text and what was read from it, or a part of that. */
export interface ReadText {
  readonly text: string
  readonly tree: Node
}

/** Turns what should stand at a place into edits; undefined when the place is not in the file. */
export function fixOf({ text, tree }: ReadText, path: JSONPath, repair: Repair): Fix | undefined {
  const node = path.length === 0 ? tree : findNodeAtLocation(tree, path)
  if (!node) return undefined
  if ('value' in repair) return replaced(node, repair)
  if ('add' in repair) return added(node, repair.add, text)
  if ('wrap' in repair) return wrapped(node, repair.wrap)
  if ('unwrap' in repair) return unwrapped(node, repair.unwrap)
  const property = node.type === 'property' ? node : node.parent
  if (property?.type !== 'property') return undefined
  return 'key' in repair ? renamed(property, repair) : removed(property)
}

/** With further keys behind the value, where it is that of a key itself. */
function replaced({ offset, length }: Node, { value, beside = {} }: { value: unknown; beside?: object }): Fix {
  const further = Object.entries(beside).map(([key, each]) => `, ${JSON.stringify(key)}: ${JSON.stringify(each)}`)
  const content = `${JSON.stringify(value)}${further.join('')}`
  return { title: { en: `Write ${content} here.`, fa: `اینجا ${content} بنویسید.` }, edits: [{ offset, length, content }] }
}

function renamed(property: Node, { key, around }: { readonly key: string; readonly around?: string }): Fix | undefined {
  const [name, value] = property.children ?? []
  if (!name) return undefined
  const content = JSON.stringify(key)
  const rename = { offset: name.offset, length: name.length, content }
  if (around !== undefined && value) {
    const opening = `{ ${JSON.stringify(around)}: `
    const shown = `${content}: ${opening}… }`
    const wrap = [
      { offset: value.offset, length: 0, content: opening },
      { offset: value.offset + value.length, length: 0, content: ' }' },
    ]
    return { title: { en: `Write ${shown}.`, fa: `${shown} بنویسید.` }, edits: [rename, ...wrap] }
  }
  const title = { en: `Call the key ${content}.`, fa: `نام کلید را ${content} بگذارید.` }
  return { title, edits: [rename] }
}

function wrapped({ offset, length }: Node, key: string): Fix {
  const opening = `{ ${JSON.stringify(key)}: `
  const title = { en: `Put it below "${key}".`, fa: `آن را زیر «${key}» ببرید.` }
  const edits = [
    { offset, length: 0, content: opening },
    { offset: offset + length, length: 0, content: ' }' },
  ]
  return { title, edits }
}

function unwrapped(node: Node, key: string): Fix | undefined {
  const inner = findNodeAtLocation(node, [key])
  if (!inner) return undefined
  const [end, until] = [inner.offset + inner.length, node.offset + node.length]
  const title = { en: `Take what stands below "${key}" out of it.`, fa: `آنچه زیر «${key}» است را به جای آن بیاورید.` }
  const edits = [
    { offset: node.offset, length: inner.offset - node.offset, content: '' },
    { offset: end, length: until - end, content: '' },
  ]
  return { title, edits }
}

/** Keys go first, where the envelope of a file stands, on a line of their own where the others have one. */
function added(object: Node, entries: Readonly<Record<string, unknown>>, text: string): Fix | undefined {
  if (object.type !== 'object') return undefined
  const [first] = object.children ?? []
  const written = Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
  const shown = written.join(', ')
  const content = first ? `${blanksBefore(first, object, text)}${shown},` : ` ${shown} `
  return {
    title: { en: `Add ${shown}.`, fa: `${shown} را بیفزایید.` },
    edits: [{ offset: object.offset + 1, length: 0, content }],
  }
}

/** What stands between a bracket and the first key: the indentation of its line, or a blank. */
function blanksBefore(first: Node, object: Node, text: string): string {
  const [line] = /\r?\n[ \t]*$/.exec(text.slice(object.offset + 1, first.offset)) ?? []
  return line ?? ' '
}

/** A property goes together with the comma between it and its neighbour; a comment between the two goes as well. */
function removed(property: Node): Fix | undefined {
  const siblings = property.parent?.children ?? []
  const place = siblings.indexOf(property)
  const [before, after] = [siblings[place - 1], siblings[place + 1]]
  const from = before ? before.offset + before.length : property.offset
  const until = before || !after ? property.offset + property.length : after.offset
  const [name] = property.children ?? []
  const title = { en: `Remove "${String(name?.value)}" here.`, fa: `«${String(name?.value)}» را از اینجا بردارید.` }
  return { title, edits: [{ offset: from, length: until - from, content: '' }] }
}
