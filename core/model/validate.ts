/** Checks of values against what was declared. */
export { compileSchema, type Validator } from './validation/compile-schema.js'
export {
  type CheckedRecord,
  type RecordValidator,
  type RecordValidatorOptions,
  recordValidator,
} from './validation/record-validator.js'
export type { ValidationProblem } from './validation/validation-problem.js'
