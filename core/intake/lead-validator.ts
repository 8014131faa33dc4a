import type { Fields } from '../model/fields.js'
import { type RecordValidator, recordValidator } from '../model/validate.js'

const validators = new WeakMap<Fields, { readonly whole: RecordValidator; readonly change: RecordValidator }>()

/** Checks and coerces the values of a new lead; compiled once per set of fields. */
export const leadValidator = (fields: Fields): RecordValidator => validatorsOf(fields).whole

/** The same for a change of some fields: nothing is demanded, an empty value becomes `null` and clears its field. */
export const leadChangeValidator = (fields: Fields): RecordValidator => validatorsOf(fields).change

function validatorsOf(fields: Fields): { whole: RecordValidator; change: RecordValidator } {
  const known = validators.get(fields)
  if (known) return known
  // Source, status and owner are what intake itself adds, so a source need not bring them.
  const compiled = { whole: recordValidator(optional(fields)), change: recordValidator(fields, { partial: true }) }
  validators.set(fields, compiled)
  return compiled
}

function optional(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, { required: _required, ...field }]) => [name, field]))
}
