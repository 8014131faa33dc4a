import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { CrmError } from '../../errors.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { positionOf, RULE_KINDS, type RuleKind, type SourceFile, shownPath } from './source-file.js'

const MAX_DEPTH = 20
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype']

/** A text found below a layer's folder. */
export interface FoundText {
  readonly layer: string
  readonly folder: string
  /** Below the folder, with `/` on every system. */
  readonly path: string
  readonly text: string
}

/** Reads one file's JSON with positions. Answers the file, or every mistake that keeps it from being one. */
export function parseSource(found: FoundText): SourceFile | readonly CrmError[] {
  const file = shownPath(found.folder, found.path)
  const named = kindInName(found.path)
  if (!isRuleKind(named)) return [unknownKind(file, named)]
  const tree = parseWithPositions(file, found.text)
  if (tree instanceof CrmError) return [tree]
  const mistakes = treeMistakes(tree, { file, text: found.text })
  if (mistakes.length > 0) return mistakes
  const value = structuredClone(getNodeValue(tree)) as Readonly<Record<string, unknown>>
  const wrong = envelopeMistake(value, { file, text: found.text, tree, named })
  if (wrong) return [wrong]
  const { layer, path, text } = found
  return { kind: named, id: String(value['id']), path, layer, file, text, value, tree }
}

/** `scoring` of `scoring/lead-score.scoring.json`. */
function kindInName(path: string): string {
  return path.split('/').at(-1)?.split('.').at(-2) ?? ''
}

const isRuleKind = (kind: unknown): kind is RuleKind => RULE_KINDS.some((known) => known === kind)

function unknownKind(file: string, kind: string): CrmError {
  const near = didYouMean(kind, RULE_KINDS)
  const way = near ? `Did you mean "${near}"?` : `Known kinds: ${RULE_KINDS.join(', ')}.`
  return new CrmError('FILE_KIND_UNKNOWN', `The file name says kind "${kind}", which no rule file has. ${way}`, {
    details: { file, line: 1, column: 1 },
  })
}

function parseWithPositions(file: string, text: string): Node | CrmError {
  const errors: ParseError[] = []
  const body = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text
  const tree = nestingOf(body) > MAX_DEPTH ? 'too-deep' : parseTree(body, errors, { allowTrailingComma: false })
  if (tree === 'too-deep')
    return new CrmError('FILE_TOO_DEEP', `Lists and objects stand more than ${MAX_DEPTH} deep in each other.`, {
      details: { file },
    })
  const [first] = errors
  if (first || tree?.type !== 'object') {
    const problem = first ? SYNTAX_WORDS[printParseErrorCode(first.error)] : undefined
    const message = first
      ? `This is not valid JSON: ${problem ?? printParseErrorCode(first.error)}.`
      : 'A rule file is one JSON object.'
    return new CrmError('FILE_SYNTAX', message, { details: { file, ...positionOf(text, first?.offset ?? 0) } })
  }
  return tree
}

const SYNTAX_WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'an unknown word',
  InvalidNumberFormat: 'a number that is not written as one',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows the end of the object',
  UnexpectedEndOfString: 'a text is not closed',
  InvalidCharacter: 'a character that cannot stand here',
}

/** Depth of brackets outside texts and comments; counted before parsing, because the parser itself recurses. */
function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[[{\]}]/g)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth)
    if (token === '}' || token === ']') depth--
  }
  return deepest
}

function treeMistakes(node: Node, place: { readonly file: string; readonly text: string }): CrmError[] {
  const children = node.children ?? []
  if (node.type !== 'object') return children.flatMap((child) => treeMistakes(child, place))
  const seen = new Set<string>()
  return children.flatMap((property) => {
    const [key, value] = property.children ?? []
    const name = String(key?.value)
    const mistake = keyMistake(name, seen)
    seen.add(name)
    const details = { file: place.file, ...positionOf(place.text, property.offset), field: name }
    const here = mistake ? [new CrmError(mistake.code, mistake.message, { details })] : []
    return value ? [...here, ...treeMistakes(value, place)] : here
  })
}

function keyMistake(name: string, seen: ReadonlySet<string>) {
  if (FORBIDDEN_KEYS.includes(name))
    return { code: 'FILE_KEY_FORBIDDEN', message: `The key "${name}" is not allowed in a rule file.` } as const
  if (seen.has(name))
    return { code: 'FILE_KEY_DUPLICATE', message: `The key "${name}" stands twice in this object; only one can count.` } as const
  return undefined
}

function envelopeMistake(
  value: Readonly<Record<string, unknown>>,
  place: { readonly file: string; readonly text: string; readonly tree: Node; readonly named: RuleKind },
): CrmError | undefined {
  const at = (key: string) => {
    const property = place.tree.children?.find(({ children }) => children?.[0]?.value === key)
    return { file: place.file, ...positionOf(place.text, property?.children?.[1]?.offset ?? place.tree.offset), field: key }
  }
  const { kind, id } = value
  if (kind !== undefined && !isRuleKind(kind)) {
    const near = didYouMean(String(kind), RULE_KINDS)
    const message = `"${String(kind)}" is no kind of rule file.${near ? ` Did you mean "${near}"?` : ''}`
    return new CrmError('FILE_KIND_UNKNOWN', message, { details: at('kind') })
  }
  if (kind !== place.named) {
    const message = `The file name says kind "${place.named}", the file itself says ${kind === undefined ? 'none' : `"${kind}"`}.`
    return new CrmError('FILE_NAME_MISMATCH', message, { details: at('kind') })
  }
  const isId = typeof id === 'string' && /^[a-z][a-z0-9-]{0,60}$/.test(id)
  if (isId) return undefined
  return new CrmError('RULE_SHAPE', 'A rule file has an "id" of small letters, digits and dashes, for example "lead-score".', {
    details: at('id'),
  })
}
