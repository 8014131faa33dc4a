import { findNodeAtLocation, type JSONPath } from 'jsonc-parser'
import { positionOf, type SourceFile } from '../files/source-file.js'

/** Where something stands, with line and column counted from one. */
export interface FilePosition {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Where a part of a file stands; what is not written there stands where the nearest thing around it does. */
export function positionAt(source: SourceFile, path: JSONPath): FilePosition {
  const node = findNodeAtLocation(source.tree, path)
  if (!node && path.length > 0) return positionAt(source, path.slice(0, -1))
  return { file: source.file, ...positionOf(source.text, node?.offset ?? 0) }
}
