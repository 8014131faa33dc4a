import type { JSONPath } from 'jsonc-parser'
import { CONVERSION_PARTS, type ConversionPart, type ConversionRules, fieldsRead } from '../../model/conversion.js'
import { type FieldDeclaration, type FieldType, optionsOf } from '../../model/fields.js'
import { valueMistake } from '../files/check-shape.js'
import { type Finding, unknownName } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'

/** Checks what a lead becomes: every field on both sides must be there, and what it holds must fit where it goes. */
export function checkConversion(value: unknown, names: KnownNames): Finding[] {
  const rules = value as ConversionRules
  return [
    ...unknownName(rules.status, names.statuses, { path: ['status'], code: 'RULE_STATUS_UNKNOWN', what: 'status' }),
    ...CONVERSION_PARTS.flatMap((part) => checkPart(part, rules[part].fields, names)),
  ]
}

function checkPart(part: ConversionPart, fields: ConversionRules[ConversionPart]['fields'], names: KnownNames): Finding[] {
  const declared = names.vocabulary.fields[part]
  const writable = Object.keys(declared).filter((name) => !declared[name]?.system)
  return [
    ...missingFields(part, Object.keys(fields), names),
    ...Object.entries(fields).flatMap(([field, from]) => {
      const path = [part, 'fields', field]
      const unknown = unknownName(field, writable, { path, code: 'RULE_FIELD_UNKNOWN', what: 'field', pointing: 'key' })
      const target = declared[field]
      return unknown.length > 0 || !target ? unknown : checkValue(from, { path, target, names })
    }),
  ]
}

/** A record could never be made without them; pipeline and stage have defaults of their own. */
function missingFields(part: ConversionPart, given: readonly string[], { vocabulary }: KnownNames): Finding[] {
  const demanded = Object.entries(vocabulary.fields[part]).filter(
    ([name, field]) => field.required && !field.system && field.default === undefined && !FILLED.has(name),
  )
  return demanded
    .filter(([name]) => !given.includes(name))
    .map(([name]) => ({
      path: [part, 'fields'],
      code: 'RULE_CONVERSION_MISFIT' as const,
      message: {
        en: `The field "${name}" of ${part} must be filled: say from which field of the lead.`,
        fa: `فیلد «${name}» از ${part} باید پر شود: بگویید از کدام فیلد سرنخ.`,
      },
    }))
}

const FILLED: ReadonlySet<string> = new Set(['pipeline', 'stage'])

interface ValuePlace {
  readonly path: JSONPath
  readonly target: FieldDeclaration
  readonly names: KnownNames
}

function checkValue(from: ConversionRules['account']['fields'][string], { path, target, names }: ValuePlace): Finding[] {
  if (typeof from === 'object' && 'value' in from) {
    const mistake = valueMistake(target, from.value)
    return mistake
      ? [{ path: [...path, 'value', ...mistake.path], code: 'RULE_CONVERSION_MISFIT', message: mistake.message }]
      : []
  }
  const lead = names.vocabulary.fields.lead
  return fieldsRead(from).flatMap((name, place) => {
    const at = typeof from === 'string' ? path : 'from' in from ? [...path, 'from', place] : [...path, 'text']
    const unknown = unknownName(name, Object.keys(lead), { path: at, code: 'RULE_FIELD_UNKNOWN', what: 'field' })
    const source = lead[name]
    if (unknown.length > 0 || !source) return unknown
    const mistake = typeof from === 'object' && 'text' in from ? undefined : misfit(name, { source, target })
    return mistake ? [{ path: at, code: 'RULE_CONVERSION_MISFIT', message: mistake }] : []
  })
}

function misfit(name: string, { source, target }: { source: FieldDeclaration; target: FieldDeclaration }) {
  if (!TAKES[target.type]?.includes(source.type) && source.type !== target.type)
    return {
      en: `"${name}" of the lead is of type ${source.type} and does not fit into a field of type ${target.type}.`,
      fa: `«${name}» در سرنخ از نوع ${source.type} است و در فیلدی از نوع ${target.type} جا نمی‌گیرد.`,
    }
  if (source.type === 'reference' && source.entity !== target.entity)
    return {
      en: `"${name}" of the lead names a record of ${source.entity ?? 'nothing'}, the field one of ${target.entity ?? 'nothing'}.`,
      fa: `«${name}» در سرنخ به ${source.entity ?? '—'} اشاره می‌کند و این فیلد به ${target.entity ?? '—'}.`,
    }
  const allowed = optionsOf(target).map((option) => option.value)
  const strange = allowed.length === 0 ? [] : optionsOf(source).map((option) => option.value)
  const [first] = strange.filter((option) => !allowed.includes(option))
  if (first === undefined) return undefined
  const said = {
    en: `"${name}" of the lead can be "${first}", which the field does not know.`,
    fa: `«${name}» در سرنخ می‌تواند «${first}» باشد که این فیلد نمی‌شناسد.`,
  }
  return joined(said, { en: ` Known: ${allowed.join(', ')}.`, fa: ` شناخته‌شده‌ها: ${allowed.join('، ')}.` })
}

const TEXTS: readonly FieldType[] = ['string', 'text', 'email', 'phone', 'url', 'select', 'integer', 'number', 'date']
const TAKES: { readonly [T in FieldType]?: readonly FieldType[] } = {
  string: TEXTS,
  text: TEXTS,
  number: ['integer'],
  email: ['string'],
  phone: ['string'],
  url: ['string'],
}
