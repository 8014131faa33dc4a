import type { ErrorObject, ValidateFunction } from 'ajv'
import type { JSONPath } from 'jsonc-parser'
import type { CrmError, SaidMessage } from '../../errors.js'
import { fieldSchema } from '../../model/field-schema.js'
import type { FieldDeclaration } from '../../model/fields.js'
import type { Repair } from './fix.js'
import { schemaValidator } from './schema-validator.js'
import { conditionsSchema, kindSchemas } from './schemas/index.js'
import { rootMistakes } from './shape-mistakes.js'
import { errorAt, type RuleKind, type SourceFile } from './source-file.js'

const ajv = schemaValidator().addSchema(conditionsSchema)
const validators = new Map<RuleKind, ValidateFunction>()
const fieldValidators = new WeakMap<FieldDeclaration, ValidateFunction>()

/** More of one file is noise: what is left is told once these are put right. */
const MOST_MISTAKES = 100

/** Something wrong in the shape of a file, with the path to it. */
export interface ShapeMistake {
  readonly path: JSONPath
  readonly error: CrmError
}

/** What is wrong in the shape of a file; of very much the beginning. */
export interface ShapeReport {
  readonly mistakes: readonly ShapeMistake[]
  readonly isWhole: boolean
}

/** Compares a file with the schema of its kind: one error for each mistake, at the place where it was made. */
export function checkShape(source: SourceFile): ShapeReport {
  const validate = validators.get(source.kind) ?? ajv.compile(kindSchemas[source.kind])
  validators.set(source.kind, validate)
  if (validate(source.value)) return { mistakes: [], isWhole: true }
  const all = validate.errors ?? []
  const errors = all.slice(0, 10 * MOST_MISTAKES)
  const found = rootMistakes(errors.map((error) => ({ ...error, path: toPath(error, source.value) })))
  const mistakes = found.slice(0, MOST_MISTAKES).map(({ message, ...place }) => {
    return { path: place.path, error: errorAt(source, place, ['RULE_SHAPE', message]) }
  })
  return { mistakes, isWhole: errors.length === all.length && mistakes.length === found.length }
}

/** What is wrong with a value of a declared field or parameter, below it; undefined when nothing is. */
export function valueMistake(declaration: FieldDeclaration, value: unknown): ValueMistake | undefined {
  const validate = fieldValidators.get(declaration) ?? ajv.compile(fieldSchema(declaration))
  fieldValidators.set(declaration, validate)
  if (validate(value)) return undefined
  const [mistake] = rootMistakes((validate.errors ?? []).map((error) => ({ ...error, path: toPath(error, value) })))
  return mistake
}

interface ValueMistake {
  readonly path: JSONPath
  readonly message: SaidMessage
  readonly repair?: Repair
}

/** A JSON pointer as the path of a syntax tree, in which positions of lists are numbers. */
function toPath({ instancePath }: ErrorObject, root: unknown): JSONPath {
  const path: (string | number)[] = []
  let value = root
  for (const part of instancePath.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const segment = Array.isArray(value) ? Number(name) : name
    path.push(segment)
    value = (value as Record<string | number, unknown> | undefined)?.[segment]
  }
  return path
}
