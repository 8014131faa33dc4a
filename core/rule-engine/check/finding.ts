import type { JSONPath } from 'jsonc-parser'
import type { CrmError, ErrorCode } from '../../errors.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { errorAt, type Pointing, type SourceFile } from '../files/source-file.js'
import type { Names } from './known-names.js'

/** A mistake at a place in the file that is being checked. */
export interface Finding {
  readonly path: JSONPath
  readonly pointing?: Pointing
  readonly code: ErrorCode
  readonly message: string
}

/** Gives a finding its file, line and column. */
export function errorOf(source: SourceFile, { path, pointing = 'value', code, message }: Finding): CrmError {
  return errorAt(source, { path, pointing }, [code, message])
}

/** What a name that is not known could have meant. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = didYouMean(name, known)
  if (near !== undefined) return ` Did you mean "${near}"?`
  if (known.length === 0) return ' There are none.'
  return known.length <= 12 ? ` Known: ${known.join(', ')}.` : ''
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
  }: { readonly path: JSONPath; readonly code: ErrorCode; readonly what: string; readonly pointing?: Pointing },
): Finding[] {
  if (name === undefined || known === undefined || known.includes(name)) return []
  return [{ path, code, message: `There is no ${what} "${name}".${suggestion(name, known)}`, ...(pointing ? { pointing } : {}) }]
}

/** Findings for every id that stands a second time in a list. */
export function repeatedIds(
  ids: readonly string[],
  { path, what, key = 'id' }: { path: JSONPath; what: string; key?: string },
): Finding[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ path: [...path, index, key], code: 'RULE_ID_DUPLICATE' as const, message: `The ${what} "${id}" is there already.` }],
  )
}
