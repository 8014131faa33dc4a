import { Ajv, type ValidateFunction } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { asError, CrmError } from '../../errors.js'
import type { JsonSchema } from '../fields.js'
import { emailKey } from '../text/email.js'
import { rootProblems } from './root-problems.js'
import type { ValidationProblem } from './validation-problem.js'

/** Answers what is wrong with a value; nothing when it is right. It never changes the value. */
export type Validator = (value: unknown) => readonly ValidationProblem[]

/**
 * Compiles a JSON Schema (draft 7) to a check that gives one problem for each mistake. The same schema object is compiled once.
 * @throws {CrmError} SCHEMA_INVALID when the schema itself is wrong.
 * @example compileSchema({ type: 'object', required: ['name'] })({}) // [{ path: '/name', keyword: 'required', … }]
 */
export function compileSchema(schema: JsonSchema): Validator {
  const known = compiled.get(schema)
  if (known) return known
  const check = compile(schema)
  const validator: Validator = (value) => (check(value) ? NONE : rootProblems(check.errors ?? []))
  compiled.set(schema, validator)
  return validator
}

function compile(schema: JsonSchema): ValidateFunction {
  try {
    return ajv.compile(schema)
  } catch (cause) {
    throw new CrmError('SCHEMA_INVALID', `The JSON Schema cannot be used: ${asError(cause).message}.`, { cause })
  } finally {
    // Ajv would keep every schema for ever, and some are made anew with each deployment.
    ajv.removeSchema(schema)
  }
}

const NONE: readonly ValidationProblem[] = []
const compiled = new WeakMap<JsonSchema, Validator>()

const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  allowUnionTypes: true,
  formats: { ...fullFormats, email: (text: string) => emailKey(text) !== undefined },
})
/** What editors read in a schema, and validation does not. */
ajv.addVocabulary([
  'markdownDescription',
  'defaultSnippets',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'deprecationMessage',
])
