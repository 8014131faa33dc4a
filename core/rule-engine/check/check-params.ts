import type { JSONPath } from 'jsonc-parser'
import type { SaidMessage } from '../../errors.js'
import type { FieldDeclaration, Fields } from '../../model/fields.js'
import { type FactReference, isFactReference } from '../compile/slot-table.js'
import { valueMistake } from '../files/check-shape.js'
import { textMistake } from './check-text-format.js'
import { type Finding, nearest, suggestion } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'

type Params = Readonly<Record<string, unknown>>

/** Where parameters stand, whose they are, and how a fact in the place of a value is checked where one may stand. */
export interface ParamsPlace {
  readonly path: JSONPath
  /** Begins the sentence, for example `The action "notify"`. */
  readonly what: SaidMessage
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
        message: joined(place.what, { en: ` needs the parameter "${name}".`, fa: ` پارامتر «${name}» را لازم دارد.` }),
      }),
    ),
    ...Object.entries(params).flatMap(([name, value]) =>
      checkParam(value, { ...place, name, others: Object.keys(params), fields, path: [...place.path, name] }),
    ),
  ]
}

interface Param {
  readonly name: string
  /** Names of all parameters that are given. */
  readonly others: readonly string[]
  readonly fields: Fields
}

function checkParam(value: unknown, { name, others, fields, path, what, names, checkReference }: ParamsPlace & Param): Finding[] {
  const declaration = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (!declaration) {
    const none = { en: ` has no parameter "${name}".`, fa: ` پارامتری به نام «${name}» ندارد.` }
    const message = joined(what, none, suggestion(name, Object.keys(fields)))
    const free = Object.keys(fields).filter((field) => !others.includes(field))
    return [{ path, pointing: 'key', code: 'RULE_PARAM_UNKNOWN', message, ...nearest(name, free, 'key') }]
  }
  const references = checkReference ? referencesIn(value, path) : []
  if (checkReference && references.length > 0) return references.flatMap(({ at, reference }) => checkReference(reference, at))
  const mistake = mistakeIn(value, { declaration, names })
  if (!mistake) return []
  const { inside, ...found } = mistake
  const at = inside ? [...path, ...inside] : path
  const whose = { en: `The parameter "${name}" of ${lowered(what.en)}: `, fa: `پارامتر «${name}» از ${what.fa}: ` }
  return [{ ...found, path: at, message: joined(whose, mistake.message) }]
}

type ParamMistake = Pick<Finding, 'code' | 'message' | 'repair' | 'name'> & {
  /** Where below the parameter. */
  readonly inside?: JSONPath
}

function mistakeIn(
  value: unknown,
  { declaration, names }: { readonly declaration: FieldDeclaration; readonly names: KnownNames },
): ParamMistake | undefined {
  const mistake = valueMistake(declaration, value)
  if (mistake) {
    const { path, message, repair } = mistake
    return { code: 'RULE_PARAM_INVALID', inside: path, message, ...(repair ? { repair } : {}) }
  }
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
