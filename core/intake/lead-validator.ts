import type { Fields } from '../model/fields.js'
import { type RecordValidator, recordValidator } from '../model/validate.js'

const validators = new WeakMap<Fields, { readonly whole: RecordValidator; readonly change: RecordValidator }>()

/** Whose fields they are, and in which currency an amount is that names none. */
interface Checking {
  readonly fields: { readonly lead: Fields }
  readonly settings: { readonly currency?: string }
}

/** Checks and coerces the values of a new lead; compiled once per set of fields. */
export const leadValidator = (engine: Checking): RecordValidator => validatorsOf(engine).whole

/** The same for a change of some fields: nothing is demanded, an empty value becomes `null` and clears its field. */
export const leadChangeValidator = (engine: Checking): RecordValidator => validatorsOf(engine).change

function validatorsOf({ fields: { lead: fields }, settings }: Checking): { whole: RecordValidator; change: RecordValidator } {
  const known = validators.get(fields)
  if (known) return known
  // Source, status and owner are what intake itself adds, so a source need not bring them.
  const money = settings.currency === undefined ? {} : { currency: settings.currency }
  const compiled = {
    whole: recordValidator(optional(fields), money),
    change: recordValidator(fields, { ...money, partial: true }),
  }
  validators.set(fields, compiled)
  return compiled
}

function optional(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, { required: _required, ...field }]) => [name, field]))
}
