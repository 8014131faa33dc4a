import {
  findNodeAtLocation,
  getNodeValue,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { CrmError, type ErrorDetails } from '../errors.js'

/** A JSON file with comments whose parts know where they stand. */
export interface PositionedJson {
  readonly value: unknown
  /** Line and column of a value, or of the nearest thing around it where it is missing. */
  placeOf(path: JSONPath, pointing?: 'key' | 'value'): ErrorDetails
}

/**
 * Reads JSON with comments; trailing commas are allowed, as people edit these files by hand.
 * @throws {CrmError} CONFIG_SYNTAX at the first place that is not JSON.
 */
export function parsePositioned(text: string, file: string): PositionedJson {
  const errors: ParseError[] = []
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true })
  const [first] = errors
  if (first || !tree) {
    const problem = first ? inWords(printParseErrorCode(first.error)) : 'it is empty'
    throw new CrmError('CONFIG_SYNTAX', `This is not valid JSON: ${problem}.`, {
      details: { file, ...positionAt(text, first?.offset ?? 0) },
    })
  }
  return {
    // The parser's objects have no prototype, which ajv's comparison of two list entries does not survive.
    value: structuredClone(getNodeValue(tree)),
    placeOf: (path, pointing = 'value') => ({ file, ...positionAt(text, nearest(tree, { path, pointing }).offset) }),
  }
}

/** `CommaExpected` as `comma expected`. */
function inWords(code: string): string {
  return code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}

function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

function nearest(tree: Node, { path, pointing }: { path: JSONPath; pointing: 'key' | 'value' }): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length))
    if (node) return pointing === 'key' && node.parent?.type === 'property' ? node.parent : node
  }
  return tree
}
