import { type ParseError, parseTree } from 'jsonc-parser'
import { applyFixes } from './apply-fixes.js'
import type { Fix } from './fix.js'

/** How many things keep a text from being JSON; what is no object is never a rule file. */
export function syntaxErrors(body: string): number {
  const errors: ParseError[] = []
  const tree = parseTree(body, errors, { allowTrailingComma: false })
  return tree?.type === 'object' ? errors.length : Number.POSITIVE_INFINITY
}

/** Whether a text is nearer to JSON with a fix than without: what only looks like one way out is none. */
export const makesBetter = (body: string, fix: Fix): boolean => syntaxErrors(applyFixes(body, [fix]).text) < syntaxErrors(body)
