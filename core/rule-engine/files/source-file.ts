import { join } from 'node:path'
import { findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser'
import { CrmError, type ErrorCode, type SaidMessage } from '../../errors.js'
import type { RuleFile } from '../rule-set.js'
import { type Fix, fixOf, type Repair } from './fix.js'

/** The kinds a rule file can have; its name ends in `.<kind>.json`. */
export const RULE_KINDS = [
  'automation',
  'calendar',
  'cases',
  'conditions',
  'conversion',
  'dedupe',
  'fields',
  'form',
  'lifecycle',
  'mail',
  'mapping',
  'queues',
  'retention',
  'role',
  'routing',
  'scoring',
  'segment',
  'sequence',
  'sla',
  'transition',
] as const

export type RuleKind = (typeof RULE_KINDS)[number]

export const isRuleKind = (kind: unknown): kind is RuleKind => RULE_KINDS.some((known) => known === kind)

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

/** A place in a file, how grave what stands there is, and what should stand there instead where that is plain. */
export interface Place {
  readonly path: JSONPath
  readonly pointing?: Pointing
  /** Files with warnings alone are loaded. */
  readonly severity?: 'warning' | undefined
  readonly fix?: Fix | undefined
  /** Becomes the fix, where none is given. */
  readonly repair?: Repair | undefined
}

/**
 * An error at a place in a file, with line and column counted from one; `details` holds `severity` and `fix` where there are.
 * A place that is not there, because something is missing, points to the nearest thing around it.
 */
export function errorAt(
  source: Pick<SourceFile, 'file' | 'text' | 'tree'>,
  { path, pointing = 'value', severity, repair, fix = repair && fixOf(source, path, repair) }: Place,
  [code, message]: readonly [ErrorCode, string | SaidMessage],
): CrmError {
  const field = path.at(-1)
  const position = positionOf(source.text, nearestNode(source.tree, path, pointing).offset)
  const more = { ...(typeof field === 'string' ? { field } : {}), ...(severity ? { severity } : {}), ...(fix ? { fix } : {}) }
  return new CrmError(code, message, { details: { file: source.file, ...position, ...more } })
}

/** Whether an error lets the rules be loaded all the same. */
export const isWarning = ({ details }: CrmError): boolean => details['severity'] === 'warning'

/** How a mistake that was found is mended, where there is one way. */
export const fixIn = ({ details }: CrmError): Fix | undefined => details['fix'] as Fix | undefined

/** Line and column of an offset in a text, counted from one. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < lineStart; at = text.indexOf('\n', at + 1)) line++
  return { line, column: offset - lineStart + 1 }
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
