import type { JSONPath } from 'jsonc-parser'
import type { SaidMessage } from '../../errors.js'
import type { FieldDeclaration, Fields } from '../../model/fields.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { FactReference } from '../compile/slot-table.js'
import { RECORD_FACTS } from '../facts/core-facts.js'
import { checkParams } from './check-params.js'
import { type Finding, suggestion, thereIsNo, unknownName } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'

/** Checks that a fact exists, takes these parameters, and has what its path names. */
export function checkFactSide(
  side: FactReference,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { facts } = names.vocabulary
  const fact = Object.hasOwn(facts, side.fact) ? facts[side.fact] : undefined
  if (!fact) return unknownFact(side, { path: [...path, 'fact'], names })
  const params = checkParams(side.params, fact.params, { path: [...path, 'params'], what: theFact(side.fact), names })
  if (params.length > 0) return params
  return [...checkPath(side, { path, names }), ...checkSpecialParams(side, { path, names })]
}

/** A field of the lead is often taken for a fact of its own. */
function unknownFact(
  { fact, path: inside }: FactReference,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { facts, fields } = names.vocabulary
  if (!Object.hasOwn(fields.lead, fact))
    return unknownName(fact, Object.keys(facts), { path, code: 'RULE_FACT_UNKNOWN', what: 'fact' })
  const meant = `"fact": "lead", "path": "$.${fact}"`
  const way = {
    en: ` It is a field of the lead. Did you mean ${meant}?`,
    fa: ` این نام یک فیلد سرنخ است. منظورتان ${meant} بود؟`,
  }
  const repair = inside === undefined ? { repair: { value: 'lead', beside: { path: `$.${fact}` } } } : {}
  return [{ path, code: 'RULE_FACT_UNKNOWN', message: joined(thereIsNo('fact', fact), way), ...repair }]
}

/** What a side holds, as far as declarations tell: the field that its path names, or the fact's own value. */
export function declarationOf(
  { fact, path }: FactReference,
  { vocabulary }: Pick<KnownNames, 'vocabulary'>,
): FieldDeclaration | undefined {
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
): { readonly what: SaidMessage; readonly example: string; readonly isOnly?: boolean } | undefined {
  const [first, ...deeper] = partsOf(side.path)
  const fields = fieldsOf(side.fact, vocabulary.fields)
  if (first === undefined) {
    const parts = Object.keys(fields ?? propertiesOf(vocabulary.facts[side.fact]?.value) ?? {})
    const part = parts.find((name) => !fields?.[name]?.system)
    return part === undefined ? undefined : { what: theFact(side.fact), example: `$.${part}` }
  }
  const isMoney = deeper.length === 0 && fields?.[first]?.type === 'money'
  return isMoney
    ? { what: { en: `The amount "${first}"`, fa: `مبلغ «${first}»` }, example: `$.${first}.amount`, isOnly: true }
    : undefined
}

const theFact = (fact: string): SaidMessage => ({ en: `The fact "${fact}"`, fa: `داده «${fact}»` })

/** The fields of the record that a fact is, where it is one. */
export function fieldsOf(fact: string, fields: KnownNames['vocabulary']['fields']): Fields | undefined {
  if (fact === 'owner') return Object.fromEntries(Object.entries(fields.user).filter(([, { secret }]) => !secret))
  return fact === 'lead' || RECORD_FACTS.has(fact) ? fields[fact as keyof typeof fields] : undefined
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
    const message = {
      en: `The fact "${side.fact}" is a single value; it has no "${first}" inside.`,
      fa: `داده «${side.fact}» یک مقدار تنهاست و «${first}» در آن نیست.`,
    }
    return [{ path: at, code: 'RULE_FIELD_UNKNOWN', message }]
  }
  if (Object.hasOwn(known, first)) return []
  const near = didYouMean(first, Object.keys(known))
  const repair = near === undefined ? {} : { repair: { value: side.path?.replace(first, near) } }
  const part = {
    en: `There is no part of the fact "${side.fact}" called "${first}".`,
    fa: `داده «${side.fact}» بخشی به نام «${first}» ندارد.`,
  }
  const message = joined(side.fact === 'lead' ? thereIsNo('field', first) : part, suggestion(first, Object.keys(known)))
  return [{ path: at, code: 'RULE_FIELD_UNKNOWN', message, name: first, ...repair }]
}

/** Parameters that name something declared in the files. */
function checkSpecialParams(
  { fact, params = {} }: FactReference,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  if (fact === 'elapsed') return checkElapsed(params, { path: [...path, 'params'], names })
  if (fact === 'activityCount' || fact === 'activitySum') return checkWindow(params, [...path, 'params'])
  if (fact === 'jalali') return checkDay(params['of'], { path: [...path, 'params', 'of'], names })
  if (fact !== 'score' && fact !== 'grade') return []
  const model = params['model']
  const at = { path: [...path, 'params', 'model'], code: 'RULE_SCORE_UNKNOWN' as const, what: 'scoring file' as const }
  return typeof model === 'string' ? unknownName(model, names.scores, at) : []
}

function checkElapsed(
  { since, unit, calendar }: NonNullable<FactReference['params']>,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const findings = checkSince(since, { path: [...path, 'since'], names })
  if (typeof calendar !== 'string') return findings
  const at = { path: [...path, 'calendar'], code: 'RULE_CALENDAR_UNKNOWN' as const, what: 'calendar' as const }
  const message = {
    en: 'With a calendar, count hours, minutes or seconds: a working day has no fixed length.',
    fa: 'با تقویم کاری، ساعت، دقیقه یا ثانیه بشمارید: روز کاری طول ثابتی ندارد.',
  }
  const days: Finding[] = unit === 'days' ? [{ path: [...path, 'unit'], code: 'RULE_PARAM_INVALID', message }] : []
  return [...findings, ...unknownName(calendar, names.calendars, at), ...days]
}

/** A window is told once, in days or as a duration. */
function checkWindow({ within, withinDays }: NonNullable<FactReference['params']>, path: JSONPath): Finding[] {
  if (within === undefined || withinDays === undefined) return []
  const message = { en: 'Write "within" or "withinDays", not both.', fa: 'یا «within» بنویسید یا «withinDays»، نه هر دو.' }
  return [{ path: [...path, 'withinDays'], code: 'RULE_PARAM_INVALID', message }]
}

/** That every name is one of a field that holds a date and time. */
export function checkSince(since: unknown, { path, names }: { readonly path: JSONPath; readonly names: KnownNames }): Finding[] {
  const fields = names.vocabulary.fields.lead
  const instants = Object.keys(fields).filter((name) => fields[name]?.type === 'dateTime')
  return (Array.isArray(since) ? since : []).flatMap((field, index) =>
    unknownName(String(field), instants, { path: [...path, index], code: 'RULE_FIELD_UNKNOWN', what: 'date and time field' }),
  )
}

function checkDay(of: unknown, { path, names }: { readonly path: JSONPath; readonly names: KnownNames }): Finding[] {
  const fields = names.vocabulary.fields.lead
  const days = Object.keys(fields).filter((name) => fields[name]?.type === 'dateTime' || fields[name]?.type === 'date')
  return of === undefined ? [] : unknownName(String(of), days, { path, code: 'RULE_FIELD_UNKNOWN', what: 'date field' })
}

function partsOf(path = ''): string[] {
  return [...path.matchAll(/\.([a-zA-Z_][a-zA-Z0-9_-]*)|\[(\d+|\*)\]/g)].map(([, key, index]) => key ?? `[${index}]`)
}

type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The parts of a fact's value, where it declares them. */
export function propertiesOf(value: FieldDeclaration | undefined): Properties | undefined {
  return value?.schema?.['properties'] as Properties | undefined
}
