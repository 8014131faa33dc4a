import type { JSONPath } from 'jsonc-parser'
import type { CrmError, ErrorCode, SaidMessage } from '../../errors.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { Fix, Repair } from '../files/fix.js'
import { errorAt, type Pointing, type SourceFile } from '../files/source-file.js'
import { joined } from './joined.js'
import type { Names } from './known-names.js'
import { THINGS, type Thing } from './thing.js'

/** A mistake at a place in the file that is being checked. */
export interface Finding {
  readonly path: JSONPath
  readonly pointing?: Pointing
  readonly code: ErrorCode
  readonly message: string | SaidMessage
  /** Rules with warnings alone are loaded; without it the finding is an error. */
  readonly severity?: 'warning'
  /** The way out where there is exactly one, as edits of the file's text. */
  readonly fix?: Fix
  /** The same, said of the place that `path` names: `fix` follows from it. */
  readonly repair?: Repair
  /** The name that nothing stands behind: when a broken file holds it, that file is the mistake. */
  readonly name?: string
}

/** Gives a finding its file, line and column. */
export function errorOf(source: SourceFile, { code, message, ...place }: Finding): CrmError {
  return errorAt(source, place, [code, message])
}

/** What a name that is not known could have meant; begins with a space, or says nothing. */
export function suggestion(name: string, known: readonly string[]): SaidMessage {
  const near = didYouMean(name, known)
  if (near !== undefined) return { en: ` Did you mean "${near}"?`, fa: ` منظورتان «${near}» بود؟` }
  if (known.length === 0) return { en: ' There are none.', fa: ' هنوز هیچ‌یک تعریف نشده است.' }
  if (known.length > 12) return { en: '', fa: '' }
  return { en: ` Known: ${known.join(', ')}.`, fa: ` شناخته‌شده‌ها: ${known.join('، ')}.` }
}

/** A finding when a name is unknown, none when it is known or when nobody can tell. */
export function unknownName(
  name: string | undefined,
  known: Names,
  {
    path,
    code,
    what,
    pointing,
  }: { readonly path: JSONPath; readonly code: ErrorCode; readonly what: Thing; readonly pointing?: Pointing },
): Finding[] {
  if (name === undefined || known === undefined || known.includes(name)) return []
  const message = joined(thereIsNo(what, name), suggestion(name, known))
  return [{ path, code, message, name, ...(pointing ? { pointing } : {}), ...nearest(name, known, pointing) }]
}

/** Says that nothing stands behind a name. */
export const thereIsNo = (what: Thing, name: string): SaidMessage => ({
  en: `There is no ${what} "${name}".`,
  fa: `${THINGS[what]} «${name}» وجود ندارد.`,
})

/** The repair of a misspelt name: the only known one that is near. */
export function nearest(name: string, known: readonly string[], pointing: Pointing = 'value'): Pick<Finding, 'repair'> {
  const near = didYouMean(name, known)
  if (near === undefined) return {}
  return { repair: pointing === 'key' ? { key: near } : { value: near } }
}

/** Findings for every id that stands a second time in a list. */
export function repeatedIds(
  ids: readonly string[],
  { path, what, key = 'id' }: { path: JSONPath; what: Thing; key?: string },
): Finding[] {
  return ids.flatMap((id, index): Finding[] => {
    if (ids.indexOf(id) === index) return []
    const message = { en: `The ${what} "${id}" is there already.`, fa: `${THINGS[what]} «${id}» پیش‌تر آمده است.` }
    return [{ path: [...path, index, key], code: 'RULE_ID_DUPLICATE', message }]
  })
}
