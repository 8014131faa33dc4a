import type { Fields } from '../model/fields.js'
import { type CheckedRecord, type RecordValidator, recordValidator } from '../model/validate.js'

const validators = new WeakMap<Fields, RecordValidator>()

/** Reads values as their fields declare them, defaults filled in; each declaration is compiled once. */
export function checkValues(fields: Fields, values: Readonly<Record<string, unknown>>): CheckedRecord {
  const validator = validators.get(fields) ?? recordValidator(fields)
  validators.set(fields, validator)
  return validator(values)
}
