import type { Context } from 'hono'
import { CrmError } from '../../errors.js'
import type { HttpEnv } from '../http-env.js'

/**
 * The version that somebody read before a change: of the body, or of the header `If-Match`; absent where they name none.
 * @throws {CrmError} HTTP_INPUT_INVALID for an `If-Match` that is no version of a record.
 */
export function expectedVersion(context: Context<HttpEnv>, inBody: unknown): number | undefined {
  if (typeof inBody === 'number') return inBody
  const header = context.req.header('if-match')?.trim()
  if (header === undefined || header === '*') return undefined
  const [, version] = /^(?:W\/)?"(\d{1,15})"$/.exec(header) ?? []
  if (version !== undefined) return Number(version)
  throw new CrmError(
    'HTTP_INPUT_INVALID',
    {
      en: 'If-Match: give the version in quotes, as ETag told it.',
      fa: 'If-Match: نسخه را همان‌گونه که ETag گفت در گیومه بدهید.',
    },
    {
      details: { field: 'If-Match' },
    },
  )
}

/** Tells the version of a record in the answer's header, for the next `If-Match`. */
export function tellVersion<R extends { readonly version: number }>(context: Context<HttpEnv>, record: R): R {
  context.header('ETag', `"${record.version}"`)
  return record
}
