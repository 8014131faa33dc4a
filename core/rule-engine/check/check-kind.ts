import type { JSONPath } from 'jsonc-parser'
import type { Conditions } from '../../model/conditions.js'
import { touchFields } from '../../model/entities/touch.js'
import type { Fields } from '../../model/fields.js'
import { CLOSED_TO_VISITORS, type FormDefinition } from '../../model/form.js'
import type { Lifecycle } from '../../model/lifecycle.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { ruleList } from '../files/rule-list.js'
import type { RuleKind, SourceFile } from '../files/source-file.js'
import type { AutomationRule } from '../rule-set.js'
import { checkAction } from './check-action.js'
import { checkCalendar } from './check-calendar.js'
import { checkCases } from './check-cases.js'
import { checkConditions, circleFrom } from './check-conditions.js'
import { checkRouting } from './check-routing.js'
import { checkScoring } from './check-scoring.js'
import { checkTable } from './check-table.js'
import { checkTransitions } from './check-transitions.js'
import { type Finding, repeatedIds, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks what a file of one kind refers to; its shape is right already. */
export type KindCheck = (value: unknown, names: KnownNames, files: readonly SourceFile[]) => Finding[]

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id)

function checkNamed(value: unknown, names: KnownNames): Finding[] {
  const { conditions } = value as { readonly conditions: readonly { readonly id: string; readonly conditions: Conditions }[] }
  return [
    ...repeatedIds(ids(conditions), { path: ['conditions'], what: 'named condition' }),
    ...conditions.flatMap(({ id, conditions: meaning }, index) => [
      ...checkConditions(meaning, { path: ['conditions', index, 'conditions'], names }),
      ...circle(id, ['conditions', index, 'id'], names),
    ]),
  ]
}

/** A circle is reported once, at the name in it that comes first in the alphabet. */
function circle(id: string, path: JSONPath, { meanings }: KnownNames): Finding[] {
  const found = circleFrom(id, meanings)
  if (!found || found.some((name) => name < id)) return []
  const way = found.join(' → ')
  const message = {
    en: `Named conditions refer to each other in a circle: ${way}.`,
    fa: `شرط‌های نام‌دار دایره‌وار به هم ارجاع می‌دهند: ${way}.`,
  }
  return [{ path, code: 'RULE_CONDITION_CYCLE', message }]
}

function checkLifecycle(value: unknown, names: KnownNames): Finding[] {
  const { start, statuses } = value as Lifecycle
  const known = ids(statuses)
  const status = { code: 'RULE_STATUS_UNKNOWN', what: 'status' } as const
  return [
    ...repeatedIds(known, { path: ['statuses'], what: 'status' }),
    ...unknownName(start, known, { path: ['start'], ...status }),
    ...statuses.flatMap(({ next = [], requires = [] }, index) => [
      ...next.flatMap((to, place) => unknownName(to, known, { path: ['statuses', index, 'next', place], ...status })),
      ...requires.flatMap((field, place) => leadField(field, { path: ['statuses', index, 'requires', place], names })),
    ]),
  ]
}

function checkAutomations(value: unknown, names: KnownNames): Finding[] {
  const { rules, at } = ruleList<Pick<AutomationRule, 'then'> & Partial<Pick<AutomationRule, 'conditions'>>>(value)
  return [
    ...checkTable(value, names),
    ...rules.flatMap(({ conditions, then }, index) => [
      ...(conditions ? checkConditions(conditions, { path: [...at, index, 'conditions'], names }) : []),
      ...then.flatMap((action, place) => checkAction(action, { path: [...at, index, 'then', place], names })),
    ]),
  ]
}

function checkQueues(value: unknown, _names: KnownNames): Finding[] {
  const { queues } = value as { readonly queues: readonly { readonly id: string }[] }
  return repeatedIds(ids(queues), { path: ['queues'], what: 'queue' })
}

function checkSegment(value: unknown, names: KnownNames): Finding[] {
  return checkConditions((value as { readonly conditions: Conditions }).conditions, { path: ['conditions'], names })
}

function checkForm(value: unknown, names: KnownNames): Finding[] {
  const { fields, values = {} } = value as FormDefinition
  return [
    ...repeatedIds(
      fields.map(({ field }) => field),
      { path: ['fields'], what: 'field', key: 'field' },
    ),
    ...fields.flatMap(({ field }, index) => askedField(field, { path: ['fields', index, 'field'], names })),
    ...Object.keys(values).flatMap((field) => writableField(field, { path: ['values', field], names, pointing: 'key' })),
  ]
}

function checkMapping(value: unknown, names: KnownNames): Finding[] {
  const { reads, fields, touch = {} } = value as MappingDefinition
  const marks = Object.keys(touchFields)
  return [
    ...unknownName(reads, names.vocabulary.leadSources, { path: ['reads'], code: 'RULE_SOURCE_UNKNOWN', what: 'lead source' }),
    ...Object.keys(fields).flatMap((field) => writableField(field, { path: ['fields', field], names, pointing: 'key' })),
    ...Object.keys(touch).flatMap((field) =>
      unknownName(field, marks, { path: ['touch', field], code: 'RULE_FIELD_UNKNOWN', what: 'mark of a touch', pointing: 'key' }),
    ),
  ]
}

interface FieldPlace {
  readonly path: JSONPath
  readonly names: KnownNames
  readonly pointing?: 'key'
}

function leadField(
  field: string,
  { path, names, pointing }: FieldPlace,
  among: Fields = names.vocabulary.fields.lead,
): Finding[] {
  const place = { path, code: 'RULE_FIELD_UNKNOWN', what: 'field', ...(pointing ? { pointing } : {}) } as const
  return unknownName(field, Object.keys(among), place)
}

/** A field that people and machines outside may fill: not one that the system alone writes. */
function writableField(field: string, place: FieldPlace): Finding[] {
  const fields = Object.entries(place.names.vocabulary.fields.lead)
  return leadField(field, place, Object.fromEntries(fields.filter(([, { system }]) => !system)))
}

/** One that a visitor may fill as well. */
function askedField(field: string, place: FieldPlace): Finding[] {
  const findings = writableField(field, place)
  if (findings.length > 0 || !CLOSED_TO_VISITORS.has(field)) return findings
  const message = {
    en: `A form cannot ask for "${field}": no visitor writes it. Take it out; a fixed value goes under "values".`,
    fa: `فرم نمی‌تواند «${field}» را بپرسد: بازدیدکننده آن را نمی‌نویسد. آن را بردارید؛ مقدار ثابت در «values» می‌آید.`,
  }
  return [{ path: place.path, code: 'RULE_FORM_FIELD_CLOSED', message }]
}

export const kindChecks: Readonly<Record<RuleKind, KindCheck>> = {
  automation: checkAutomations,
  calendar: checkCalendar,
  cases: checkCases,
  conditions: checkNamed,
  // Custom fields are checked where they are collected, before there is a vocabulary.
  fields: () => [],
  form: checkForm,
  lifecycle: checkLifecycle,
  mapping: checkMapping,
  queues: checkQueues,
  routing: checkRouting,
  scoring: checkScoring,
  segment: checkSegment,
  transition: checkTransitions,
}
