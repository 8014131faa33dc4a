import { applyEdits, modify } from 'jsonc-parser'

/** The text of a rule file with other `params`; order and comments around them stay. */
export function withParams(text: string, params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params).reduce(
    (whole, [name, value]) => applyEdits(whole, modify(whole, ['params', name], value, FORMAT)),
    text,
  )
}

const FORMAT = { formattingOptions: { insertSpaces: true, tabSize: 2 } }
