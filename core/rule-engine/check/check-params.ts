import type { JSONPath } from 'jsonc-parser'
import type { FieldDeclaration, Fields } from '../../model/fields.js'
import { type FactReference, isFactReference } from '../compile/slot-table.js'
import { valueMistake } from '../files/check-shape.js'
import { textMistake } from './check-text-format.js'
import { type Finding, suggestion } from './finding.js'
import type { KnownNames } from './known-names.js'

type Params = Readonly<Record<string, unknown>>

/** Where parameters stand, whose they are, and how a fact in the place of a value is checked where one may stand. */
export interface ParamsPlace {
  readonly path: JSONPath
  /** Begins the sentence, for example `The action "notify"`. */
  readonly what: string
  readonly names: KnownNames
  checkReference?(reference: FactReference, path: JSONPath): Finding[]
}

/** Compares parameters with their declaration: unknown, missing and wrong ones. */
export function checkParams(given: Params | undefined, declared: Fields | undefined, place: ParamsPlace): Finding[] {
  const params = given ?? {}
  const fields = declared ?? {}
  const isMissing = (name: string) =>
    fields[name]?.required && fields[name]?.default === undefined && !Object.hasOwn(params, name)
  const missing = Object.keys(fields).filter(isMissing)
  return [
    ...missing.map(
      (name): Finding => ({
        path: place.path,
        code: 'RULE_PARAM_INVALID',
        message: `${place.what} needs the parameter "${name}".`,
      }),
    ),
    ...Object.entries(params).flatMap(([name, value]) =>
      checkParam(value, { ...place, name, fields, path: [...place.path, name] }),
    ),
  ]
}

function checkParam(
  value: unknown,
  { name, fields, path, what, names, checkReference }: ParamsPlace & { readonly name: string; readonly fields: Fields },
): Finding[] {
  const declaration = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (!declaration) {
    const message = `${what} has no parameter "${name}".${suggestion(name, Object.keys(fields))}`
    return [{ path, pointing: 'key', code: 'RULE_PARAM_UNKNOWN', message }]
  }
  const references = checkReference ? referencesIn(value, path) : []
  if (checkReference && references.length > 0) return references.flatMap(({ at, reference }) => checkReference(reference, at))
  const mistake = mistakeIn(value, { declaration, names })
  return mistake ? [{ path, code: mistake.code, message: `The parameter "${name}" of ${lowered(what)}: ${mistake.message}` }] : []
}

function mistakeIn(
  value: unknown,
  { declaration, names }: { readonly declaration: FieldDeclaration; readonly names: KnownNames },
): Pick<Finding, 'code' | 'message'> | undefined {
  const message = valueMistake(declaration, value)
  if (message !== undefined) return { code: 'RULE_PARAM_INVALID', message }
  return typeof value === 'string' ? textMistake(value, { declaration, names }) : undefined
}

const lowered = (what: string): string => what.charAt(0).toLowerCase() + what.slice(1)

interface PlacedReference {
  readonly at: JSONPath
  readonly reference: FactReference
}

function referencesIn(value: unknown, at: JSONPath): PlacedReference[] {
  if (isFactReference(value)) return [{ at, reference: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => referencesIn(inner, [...at, Array.isArray(value) ? Number(key) : key]))
}
