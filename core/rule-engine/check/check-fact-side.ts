import type { JSONPath } from 'jsonc-parser'
import type { FieldDeclaration, Fields } from '../../model/fields.js'
import type { FactReference } from '../compile/slot-table.js'
import { checkParams } from './check-params.js'
import { type Finding, suggestion, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks that a fact exists, takes these parameters, and has what its path names. */
export function checkFactSide(
  side: FactReference,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { facts } = names.vocabulary
  const fact = Object.hasOwn(facts, side.fact) ? facts[side.fact] : undefined
  if (!fact)
    return unknownName(side.fact, Object.keys(facts), { path: [...path, 'fact'], code: 'RULE_FACT_UNKNOWN', what: 'fact' })
  const params = checkParams(side.params, fact.params, { path: [...path, 'params'], what: `The fact "${side.fact}"`, names })
  if (params.length > 0) return params
  return [...checkPath(side, { path, names }), ...checkSpecialParams(side, { path, names })]
}

/** What a side holds, as far as declarations tell: the field that its path names, or the fact's own value. */
export function declarationOf({ fact, path }: FactReference, { vocabulary }: KnownNames): FieldDeclaration | undefined {
  const parts = partsOf(path)
  const [first] = parts
  const fields = fieldsOf(fact, vocabulary.fields)
  if (fields && parts.length === 1 && first !== undefined) return Object.hasOwn(fields, first) ? fields[first] : undefined
  if (fields && first !== undefined && fields[first]?.type === 'money' && parts[1] === 'amount') return { type: 'integer' }
  const value = vocabulary.facts[fact]?.value
  if (parts.length === 0) return value?.type === 'json' ? undefined : value
  const type = propertiesOf(value)?.[first ?? '']?.['type']
  return type === 'number' || type === 'integer' || type === 'string' || type === 'boolean' ? { type } : undefined
}

/** A side that is an object, with the path to one of its parts; undefined when it is a value, or when nobody can tell. */
export function wholeOf(
  side: FactReference,
  { vocabulary }: KnownNames,
): { readonly what: string; readonly example: string } | undefined {
  const [first, ...deeper] = partsOf(side.path)
  const fields = fieldsOf(side.fact, vocabulary.fields)
  if (first === undefined) {
    const parts = Object.keys(fields ?? propertiesOf(vocabulary.facts[side.fact]?.value) ?? {})
    const part = parts.find((name) => !fields?.[name]?.system)
    return part === undefined ? undefined : { what: `The fact "${side.fact}"`, example: `$.${part}` }
  }
  const isMoney = deeper.length === 0 && fields?.[first]?.type === 'money'
  return isMoney ? { what: `The amount "${first}"`, example: `$.${first}.amount` } : undefined
}

function fieldsOf(fact: string, fields: KnownNames['vocabulary']['fields']): Fields | undefined {
  if (fact === 'owner') return Object.fromEntries(Object.entries(fields.user).filter(([, { secret }]) => !secret))
  return fact === 'lead' ? fields.lead : undefined
}

function checkPath(side: FactReference, { path, names }: { readonly path: JSONPath; readonly names: KnownNames }): Finding[] {
  const [first] = partsOf(side.path)
  if (first === undefined) return []
  const value = names.vocabulary.facts[side.fact]?.value
  const fields = fieldsOf(side.fact, names.vocabulary.fields)
  const known = fields ?? propertiesOf(value)
  const at = [...path, 'path']
  if (!known) {
    if (value?.type === 'json' || value?.type === 'money') return []
    return [
      {
        path: at,
        code: 'RULE_FIELD_UNKNOWN',
        message: `The fact "${side.fact}" is a single value; it has no "${first}" inside.`,
      },
    ]
  }
  if (Object.hasOwn(known, first)) return []
  const what = side.fact === 'lead' ? 'field' : `part of the fact "${side.fact}" called`
  return [
    { path: at, code: 'RULE_FIELD_UNKNOWN', message: `There is no ${what} "${first}".${suggestion(first, Object.keys(known))}` },
  ]
}

/** Parameters that name something declared in the files. */
function checkSpecialParams(
  { fact, params = {} }: FactReference,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  if (fact === 'elapsed') return checkSince(params['since'], { path: [...path, 'params', 'since'], names })
  if (fact !== 'score' && fact !== 'grade') return []
  const model = params['model']
  const at = { path: [...path, 'params', 'model'], code: 'RULE_SCORE_UNKNOWN' as const, what: 'scoring file' }
  return typeof model === 'string' ? unknownName(model, names.scores, at) : []
}

function checkSince(since: unknown, { path, names }: { readonly path: JSONPath; readonly names: KnownNames }): Finding[] {
  const fields = names.vocabulary.fields.lead
  const instants = Object.keys(fields).filter((name) => fields[name]?.type === 'dateTime')
  return (Array.isArray(since) ? since : []).flatMap((field, index) =>
    unknownName(String(field), instants, { path: [...path, index], code: 'RULE_FIELD_UNKNOWN', what: 'date and time field' }),
  )
}

function partsOf(path = ''): string[] {
  return [...path.matchAll(/\.([a-zA-Z_][a-zA-Z0-9_-]*)|\[(\d+|\*)\]/g)].map(([, key, index]) => key ?? `[${index}]`)
}

type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>

function propertiesOf(value: FieldDeclaration | undefined): Properties | undefined {
  return value?.schema?.['properties'] as Properties | undefined
}
