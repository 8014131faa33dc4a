import { CrmError } from '../../errors.js'
import type { Refusal } from '../../plugin-api/index.js'

/** A refused change as the answer of the API: 409 where somebody was faster, otherwise 422 with what stands in the way. */
export function changeRefused({ refused, words, code, details = [], fields = [] }: Refusal): CrmError {
  const message = words ? { en: words.en, fa: words['fa'] ?? words.en } : { en: refused, fa: refused }
  if (code === 'changed-meanwhile') return new CrmError('HTTP_CHANGE_CONFLICT', message)
  const [field] = fields
  return new CrmError('HTTP_CHANGE_REFUSED', message, {
    details: { ...(field === undefined ? {} : { field }), ...(code === undefined ? {} : { refusal: { code, details } }) },
  })
}
