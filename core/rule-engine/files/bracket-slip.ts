import type { SaidMessage } from '../../errors.js'
import { applyFixes } from './apply-fixes.js'
import type { Fix, TextEdit } from './fix.js'
import { tokensOf } from './json-tokens.js'
import { syntaxErrors } from './syntax-errors.js'

/** A bracket that closes what is not open. */
export interface BracketSlip {
  readonly offset: number
  readonly what: SaidMessage
  readonly fix?: Fix
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' }

/** The first closing bracket that does not fit the one that is open, with its fix where one way alone makes JSON of the text. */
export function bracketSlip(body: string): BracketSlip | undefined {
  const open: string[] = []
  let end = 0
  for (const { offset, length } of tokensOf(body)) {
    const sign = body.charAt(offset)
    const closing = CLOSING[sign]
    if (closing !== undefined) open.push(closing)
    else if (sign === '}' || sign === ']') {
      const wanted = open.pop()
      if (wanted !== sign) return slipAt(body, { offset, end, sign, wanted })
    }
    end = offset + length
  }
  return undefined
}

interface Misfit {
  readonly offset: number
  /** Where the word before it ends. */
  readonly end: number
  readonly sign: string
  readonly wanted: string | undefined
}

function slipAt(body: string, { offset, end, sign, wanted }: Misfit): BracketSlip {
  const out = fixOf(`Remove the ${sign}.`, `${sign} را بردارید.`, { offset, length: 1, content: '' })
  if (wanted === undefined)
    return { offset, what: { en: `this ${sign} closes nothing`, fa: `این ${sign} چیزی را نمی‌بندد` }, ...onlyWay(body, [out]) }
  const what = { en: `a closing ${wanted} is missing before this ${sign}`, fa: `پیش از این ${sign} یک ${wanted} کم است` }
  const add = fixOf(`Add the ${wanted}.`, `${wanted} را بیفزایید.`, { offset: end, length: 0, content: wanted })
  const turn = fixOf(`Write ${wanted} here.`, `اینجا ${wanted} بنویسید.`, { offset, length: 1, content: wanted })
  return { offset, what, ...onlyWay(body, [add, turn, out]) }
}

const fixOf = (en: string, fa: string, edit: TextEdit): Fix => ({ title: { en, fa }, edits: [edit] })

function onlyWay(body: string, ways: readonly Fix[]): { readonly fix?: Fix } {
  const [fix, ...others] = ways.filter((way) => syntaxErrors(applyFixes(body, [way]).text) === 0)
  return fix && others.length === 0 ? { fix } : {}
}
