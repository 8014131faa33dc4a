/** Why a cell cannot be read, and what to write instead where that is plain. */
export interface CellMistake {
  readonly mistake: string
  readonly instead?: string
}

/** What is wrong with a cell that is written as in other programs, or not finished; undefined where nothing is seen at once. */
export function misreadCell(text: string): CellMistake | undefined {
  return MISREAD.find(({ pattern }) => pattern.test(text))?.say(text)
}

/** What people write who know other tables, and what it is called here. */
const MISREAD: readonly { readonly pattern: RegExp; readonly say: (text: string) => CellMistake }[] = [
  { pattern: /^$/, say: () => ({ mistake: 'it is empty; for any value write -', instead: '-' }) },
  { pattern: /^([–—−]|any|\*)$/i, say: (text) => ({ mistake: `for any value write -, not ${text}`, instead: '-' }) },
  { pattern: /^==?\s*[^=<>\s]/, say: (text) => rewritten(text, text.replace(/^=+\s*/, '')) },
  { pattern: /^(!=|<>)\s*./, say: (text) => rewritten(text, `not ${text.slice(2).trim()}`) },
  { pattern: /^=[<>]/, say: (text) => rewritten(text, `${text[1]}=${text.slice(2)}`) },
  {
    pattern: /^(in|not)$/,
    say: (text) => ({ mistake: `after "${text}" values are missing; the word itself is written "${text}" in double quotes` }),
  },
  { pattern: /^(>=|<=|>|<)$/, say: (text) => ({ mistake: `after "${text}" a number or a day is missing` }) },
  {
    pattern: /^[[(]\s*\.\.[^.]+[\])]$/,
    say: (text) => rewritten(text, `${text.endsWith(']') ? '<=' : '<'} ${text.slice(1, -1).trim().slice(2).trim()}`),
  },
  {
    pattern: /^[[(][^.]+\.\.\s*[\])]$/,
    say: (text) => rewritten(text, `${text.startsWith('[') ? '>=' : '>'} ${text.slice(1, text.lastIndexOf('..')).trim()}`),
  },
  { pattern: /^-?[\d.-]+\s*\.\.\s*-?[\d.-]+$/, say: (text) => rewritten(text, `[${text}]`) },
  { pattern: /^[[(]\s*-?[\d.]+\s*[,;]\s*-?[\d.]+\s*[\])]$/, say: (text) => rewritten(text, text.replace(/\s*[,;]\s*/, '..')) },
  { pattern: /^not\s+in\s/, say: (text) => rewritten(text, text.replace(/^not\s+in/, 'not')) },
]

const rewritten = (text: string, instead: string): CellMistake => ({ mistake: `"${text}" is written ${instead} here`, instead })
