/** What programs take for a formula: a sign at the beginning, full width too, perhaps behind apostrophes of our own. */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r]/

/** What is `-` alone or a negative number, no spreadsheet runs, and cells of tables are often just that. */
const HARMLESS = /^-(\d+(\.\d+)?)?$/

/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula.
 * @example withoutFormula('=1+1') // "'=1+1"
 */
export const withoutFormula = (text: string): string => (FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text)

/** Takes away what `withoutFormula` put there; every text comes back as it was. */
export const asWritten = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text)
