import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formatsPlugin, { type FormatsPlugin } from 'ajv-formats'
import type { JSONPath } from 'jsonc-parser'
import type { CrmError } from '../../errors.js'
import { fieldSchema } from '../../model/field-schema.js'
import type { FieldDeclaration } from '../../model/fields.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { conditionsSchema, kindSchemas } from './schemas/index.js'
import { errorAt, type RuleKind, type SourceFile } from './source-file.js'

const ajv = createAjv()
const validators = new Map<RuleKind, ValidateFunction>()
const fieldValidators = new WeakMap<FieldDeclaration, ValidateFunction>()

/** Compares a file with the schema of its kind: one error for each mistake, at the place where it was made. */
export function checkShape(source: SourceFile): CrmError[] {
  const validate = validators.get(source.kind) ?? ajv.compile(kindSchemas[source.kind])
  validators.set(source.kind, validate)
  if (validate(source.value)) return []
  return rootMistakes(validate.errors ?? []).map(({ path, pointing, message }) =>
    errorAt(source, { path: toPath(path, source.value), pointing }, ['RULE_SHAPE', message]),
  )
}

/** What is wrong with a value of a declared field or parameter; undefined when nothing is. */
export function valueMistake(declaration: FieldDeclaration, value: unknown): string | undefined {
  const validate = fieldValidators.get(declaration) ?? ajv.compile(fieldSchema(declaration))
  fieldValidators.set(declaration, validate)
  if (validate(value)) return undefined
  const [mistake] = rootMistakes(validate.errors ?? [])
  return mistake?.message
}

function createAjv(): Ajv {
  const instance = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
  })
  // ajv-formats is CommonJS: under NodeNext its callable export is typed one level deeper than it is.
  ;(formatsPlugin as unknown as FormatsPlugin)(instance, ['date', 'date-time', 'duration', 'email', 'uri'])
  instance.addFormat('iso-instant', isInstant)
  instance.addFormat('web-address', (text: string) => URL.canParse(text) && /^https?:\/\//.test(text))
  return instance.addSchema(conditionsSchema)
}

/** A clock of its own takes the 30th of February for a day in March. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/.test(text) || Number.isNaN(Date.parse(text))) return false
  return new Date(text).toISOString().startsWith(text.slice(0, 10))
}

interface Mistake {
  /** JSON pointer. */
  readonly path: string
  readonly pointing: 'key' | 'value'
  readonly message: string
}

/** ajv reports every consequence; a reader wants the cause, once per node. */
function rootMistakes(errors: readonly ErrorObject[]): Mistake[] {
  const direct = errors.filter(({ keyword }) => keyword !== 'if')
  const unknownKeys = direct.filter(({ keyword }) => keyword === 'additionalProperties')
  const withUnknownKey = new Set(unknownKeys.map(({ instancePath }) => instancePath))
  const missing = new Map<string, ErrorObject[]>()
  for (const error of direct) {
    if (error.keyword !== 'required' || withUnknownKey.has(error.instancePath)) continue
    missing.set(error.instancePath, [...(missing.get(error.instancePath) ?? []), error])
  }
  const others = direct.filter(({ keyword }) => keyword !== 'additionalProperties' && keyword !== 'required')
  return [
    ...unknownKeys.map(unknownKeyMistake),
    ...[...missing].map(([path, group]): Mistake => ({ path, pointing: 'value', message: missingMessage(group) })),
    ...firstPerPath(others).map(
      (error): Mistake => ({ path: error.instancePath, pointing: 'value', message: valueMessage(error) }),
    ),
  ]
}

function firstPerPath(errors: readonly ErrorObject[]): ErrorObject[] {
  return [...new Map(errors.toReversed().map((error) => [error.instancePath, error])).values()].reverse()
}

function unknownKeyMistake({ instancePath, params, parentSchema }: ErrorObject): Mistake {
  const key = String(params['additionalProperty'])
  const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {})
  const near = didYouMean(key, known)
  const way = near ? `Did you mean "${near}"?` : `Known here: ${known.join(', ')}.`
  return { path: `${instancePath}/${escaped(key)}`, pointing: 'key', message: `The key "${key}" is not known here. ${way}` }
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

function missingMessage(errors: readonly ErrorObject[]): string {
  const names = [...new Set(errors.map(({ params }) => `"${String(params['missingProperty'])}"`))]
  return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing here.`
}

function valueMessage({ keyword, params, data, message, schema }: ErrorObject): string {
  if (keyword === 'enum') return oneOfMessage(data, schema as readonly unknown[])
  if (keyword === 'const') return `${shown(data)} cannot stand here; it must be ${shown(params['allowedValue'])}.`
  if (keyword === 'type') return `${shown(data)} is not ${typeWords(params['type'])}.`
  if (keyword === 'false schema') return 'Conditions open with "all", "any", "not" or "condition", not with a single comparison.'
  if (keyword === 'pattern') return `${shown(data)} is not written as it must be here (${String(params['pattern'])}).`
  if (keyword === 'format') return `${shown(data)} is not ${FORMAT_WORDS[String(params['format'])] ?? String(params['format'])}.`
  if (keyword === 'minItems') return `The list needs at least ${String(params['limit'])} element.`
  return `${shown(data)} ${message ?? 'is not allowed'}.`
}

function oneOfMessage(data: unknown, allowed: readonly unknown[]): string {
  const near = typeof data === 'string' ? didYouMean(data, allowed.map(String)) : undefined
  return `${shown(data)} is not one of ${allowed.map(String).join(', ')}.${near ? ` Did you mean "${near}"?` : ''}`
}

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  'iso-instant': 'an instant such as 2026-03-21T08:00:00Z',
  'web-address': 'a web address that begins with http:// or https://',
  duration: 'a duration such as PT5M or P7D',
  email: 'an e-mail address',
  date: 'a day such as 2026-03-21',
}

function typeWords(type: unknown): string {
  const types = Array.isArray(type) ? type.map(String) : [String(type)]
  return types.map((name) => TYPE_WORDS[name] ?? name).join(' or ')
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'an object in braces',
  array: 'a list in brackets',
  string: 'a text in quotes',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** A JSON pointer as the path of a syntax tree, in which positions of lists are numbers. */
function toPath(pointer: string, root: unknown): JSONPath {
  const path: (string | number)[] = []
  let value = root
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const segment = Array.isArray(value) ? Number(name) : name
    path.push(segment)
    value = (value as Record<string | number, unknown> | undefined)?.[segment]
  }
  return path
}
