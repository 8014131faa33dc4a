import { CrmError } from '../../errors.js'
import type { Refusal } from '../../plugin-api/index.js'

/** A refused change as the answer of the API: 409 where somebody was faster, otherwise 422 with what stands in the way. */
export function changeRefused({ refused, code, details = [], fields = [] }: Refusal): CrmError {
  if (code === 'changed-meanwhile') return new CrmError('HTTP_CHANGE_CONFLICT', refused)
  const [field] = fields
  return new CrmError('HTTP_CHANGE_REFUSED', refused, {
    details: { ...(field === undefined ? {} : { field }), ...(code === undefined ? {} : { refusal: { code, details } }) },
  })
}
