import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { CrmError, type SaidMessage } from '../../errors.js'
import { applyFixes } from './apply-fixes.js'
import { bracketSlip } from './bracket-slip.js'
import type { Fix } from './fix.js'
import { type JsonToken, tokensOf } from './json-tokens.js'
import { positionOf } from './source-file.js'
import { makesBetter, syntaxErrors } from './syntax-errors.js'
import { syntaxWords } from './syntax-words.js'
import { type TypingSlip, typingSlips } from './typing-slips.js'

const MAX_DEPTH = 20
const MAX_VALUES = 100_000

/** Reads JSON with comments as a tree with positions; otherwise what was typed wrongly, or the first thing that is wrong with it. */
export function syntaxTree(file: string, text: string): Node | readonly CrmError[] {
  const body = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text
  const limit = limitExceeded(body)
  if (limit) return [new CrmError(limit.code, limit.message, { details: { file, ...positionOf(body, limit.offset) } })]
  const errors: ParseError[] = []
  const tree = parseTree(body, errors, { allowTrailingComma: false })
  const [first] = errors
  if (!first && tree?.type === 'object') return tree
  if (!first) return [syntaxError({ file, body }, { offset: 0, said: NO_OBJECT })]
  const slips = typingSlips(body)
  const problems = slips.length > 0 ? slips.map(slipProblem) : [parserProblem(body, first)]
  return problems.map((problem) => syntaxError({ file, body }, problem))
}

interface Problem {
  readonly offset: number
  readonly said: SaidMessage
  readonly fix?: Fix | undefined
}

const NO_OBJECT: SaidMessage = { en: 'A rule file is one JSON object.', fa: 'فایل قاعده یک شیء JSON است.' }

/** A fix that leaves the text as far from JSON as it was is none. */
function syntaxError(where: { readonly file: string; readonly body: string }, { offset, said, fix }: Problem): CrmError {
  const details = { file: where.file, ...positionOf(where.body, offset) }
  const isFix = fix !== undefined && makesBetter(where.body, fix)
  return new CrmError('FILE_SYNTAX', said, { details: isFix ? { ...details, fix } : details })
}

const invalid = ({ en, fa }: SaidMessage): SaidMessage => ({
  en: `This is not valid JSON: ${en}.`,
  fa: `این JSON معتبر نیست: ${fa}.`,
})

function slipProblem({ offset, what, places, fix }: TypingSlip): Problem {
  const { en, fa } = invalid(what)
  const more = places - 1
  const said = more > 0 ? { en: `${en} The same at ${more} more.`, fa: `${fa} در ${more} جای دیگر هم هست.` } : { en, fa }
  return { offset, said, fix }
}

function parserProblem(body: string, { error, offset }: ParseError): Problem {
  const misfit = bracketSlip(body)
  if (misfit && misfit.offset <= offset) return { offset: misfit.offset, said: invalid(misfit.what), fix: misfit.fix }
  const problem = printParseErrorCode(error)
  const before = lastTokenBefore(body, offset)
  const last = before && lastComma(body, { before, offset })
  if (last) return last
  return { offset, said: invalid(syntaxWords(problem)), fix: before && missingSign(problem, { body, before }) }
}

interface Limit {
  readonly code: 'FILE_TOO_DEEP' | 'FILE_TOO_LARGE'
  readonly message: SaidMessage
  readonly offset: number
}

/** Counted before parsing and word by word, because the parser itself recurses. */
function limitExceeded(body: string): Limit | undefined {
  let depth = 0
  let values = 0
  for (const { offset } of tokensOf(body)) {
    const sign = body.charAt(offset)
    if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    else if (sign !== ',' && sign !== ':') values++
    if (depth > MAX_DEPTH) return { code: 'FILE_TOO_DEEP', message: TOO_DEEP, offset }
    if (values > MAX_VALUES) return { code: 'FILE_TOO_LARGE', message: TOO_MANY, offset }
  }
  return undefined
}

const TOO_DEEP: SaidMessage = {
  en: `Lists and objects stand more than ${MAX_DEPTH} deep in each other.`,
  fa: `فهرست‌ها و شیءها بیش از ${MAX_DEPTH} لایه در هم قرار دارند.`,
}
const TOO_MANY: SaidMessage = {
  en: `The file holds more than ${MAX_VALUES} keys and values.`,
  fa: `فایل بیش از ${MAX_VALUES} کلید و مقدار دارد.`,
}

/** Signs that are missing where the parser wants them. */
const MISSING: Readonly<Record<string, string>> = {
  CommaExpected: ',',
  ColonExpected: ':',
  CloseBraceExpected: '}',
  CloseBracketExpected: ']',
}

/** A bracket alone that is missing at the end is added; of a file that breaks off nobody knows what follows. */
function missingSign(problem: string, { body, before }: { readonly body: string; readonly before: JsonToken }): Fix | undefined {
  const content = MISSING[problem]
  if (content === undefined) return undefined
  const title = { en: `Add the ${content} that is missing.`, fa: `${content} را که کم است بیفزایید.` }
  const fix = { title, edits: [{ offset: before.offset + before.length, length: 0, content }] }
  return problem.startsWith('Close') && syntaxErrors(applyFixes(body, [fix]).text) > 0 ? undefined : fix
}

interface Closing {
  readonly before: JsonToken
  readonly offset: number
}

/** A comma right before a bracket that closes. */
function lastComma(body: string, { before, offset }: Closing): Problem | undefined {
  if (!/[}\]]/.test(body.charAt(offset)) || body.charAt(before.offset) !== ',') return undefined
  const what = { en: 'nothing follows the comma before this', fa: 'پس از ویرگول پیش از این چیزی نیامده است' }
  const title = { en: 'Remove the last comma.', fa: 'ویرگول پایانی را بردارید.' }
  return { offset, said: invalid(what), fix: { title, edits: [{ offset: before.offset, length: before.length, content: '' }] } }
}

function lastTokenBefore(body: string, end: number): JsonToken | undefined {
  let last: JsonToken | undefined
  for (const token of tokensOf(body)) {
    if (token.offset >= end) break
    last = token
  }
  return last
}
