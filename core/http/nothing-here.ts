import { CrmError } from '../errors.js'

/** That an address leads nowhere. */
export const nothingHere = (): CrmError =>
  new CrmError('HTTP_NOT_FOUND', { en: 'There is nothing at this address.', fa: 'در این نشانی چیزی نیست.' })
