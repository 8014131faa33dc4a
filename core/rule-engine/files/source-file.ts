import { join } from 'node:path'
import { findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser'
import { CrmError, type ErrorCode } from '../../errors.js'
import type { RuleFile } from '../rule-set.js'

/** The kinds a rule file can have; its name ends in `.<kind>.json`. */
export const RULE_KINDS = [
  'automation',
  'cases',
  'conditions',
  'fields',
  'form',
  'lifecycle',
  'mapping',
  'queues',
  'routing',
  'scoring',
  'segment',
  'transition',
] as const

export type RuleKind = (typeof RULE_KINDS)[number]

/** A rule file that is well-formed JSON, with the positions of everything in it. */
export interface SourceFile extends RuleFile {
  readonly kind: RuleKind
  /** Where people find it: the layer's folder and the path below it. */
  readonly file: string
  readonly value: Readonly<Record<string, unknown>>
  readonly tree: Node
}

/** Which part of a node a message points to. */
export type Pointing = 'value' | 'key'

/**
 * An error at a place in a file, with line and column counted from one.
 * A place that is not there, because something is missing, points to the nearest thing around it.
 */
export function errorAt(
  source: Pick<SourceFile, 'file' | 'text' | 'tree'>,
  { path, pointing = 'value' }: { readonly path: JSONPath; readonly pointing?: Pointing },
  [code, message]: readonly [ErrorCode, string],
): CrmError {
  const field = path.at(-1)
  const position = positionOf(source.text, nearestNode(source.tree, path, pointing).offset)
  return new CrmError(code, message, {
    details: { file: source.file, ...position, ...(typeof field === 'string' ? { field } : {}) },
  })
}

/** Line and column of an offset in a text, counted from one. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** Where a file of a layer is shown to be. */
export const shownPath = (folder: string, path: string): string => join(folder, path)

function nearestNode(tree: Node, path: JSONPath, pointing: Pointing): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length))
    if (!node) continue
    const isProperty = pointing === 'key' && length === path.length && node.parent?.type === 'property'
    return isProperty ? (node.parent ?? node) : node
  }
  return tree
}
