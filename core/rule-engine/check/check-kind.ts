import type { JSONPath } from 'jsonc-parser'
import type { Conditions } from '../../model/conditions.js'
import { touchFields } from '../../model/entities/touch.js'
import type { Fields } from '../../model/fields.js'
import { CLOSED_TO_VISITORS, type FormDefinition } from '../../model/form.js'
import { IMPORT_ENTITIES, importFields, isImportEntity } from '../../model/import-fields.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { BUILT_IN_ROLES } from '../../model/role.js'
import { isRuledEntity } from '../../model/ruled-entity.js'
import { ruleList } from '../files/rule-list.js'
import type { RuleKind, SourceFile } from '../files/source-file.js'
import type { AutomationRule } from '../rule-set.js'
import { checkAction } from './check-action.js'
import { checkCalendar } from './check-calendar.js'
import { checkCases } from './check-cases.js'
import { checkConditions, circleFrom } from './check-conditions.js'
import { checkConversion } from './check-conversion.js'
import { checkDedupe } from './check-dedupe.js'
import { checkLifecycle } from './check-lifecycle.js'
import { checkMail } from './check-mail.js'
import { checkMappedStatuses } from './check-mapped-statuses.js'
import { checkQueues } from './check-queues.js'
import { checkFitsRecord, checkNamedFacts, namesAbout } from './check-record-rules.js'
import { checkResponseTargets } from './check-response-targets.js'
import { checkRetention } from './check-retention.js'
import { checkRole } from './check-role.js'
import { checkRouting } from './check-routing.js'
import { checkScoring } from './check-scoring.js'
import { checkSequence } from './check-sequence.js'
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

function checkAutomations(value: unknown, allNames: KnownNames): Finding[] {
  const { entity = 'lead' } = value as { readonly entity?: string }
  const names = isRuledEntity(entity) ? namesAbout(entity, allNames) : allNames
  const { rules, at } = ruleList<Pick<AutomationRule, 'then'> & Partial<Pick<AutomationRule, 'conditions'>>>(value)
  return [
    ...checkTable(value, names),
    ...rules.flatMap(({ conditions, then }, index) => [
      ...(conditions ? checkConditions(conditions, { path: [...at, index, 'conditions'], names }) : []),
      ...(conditions && isRuledEntity(entity)
        ? checkNamedFacts(conditions, { path: [...at, index, 'conditions'], names, entity })
        : []),
      ...then.flatMap((action, place) => [
        ...checkAction(action, { path: [...at, index, 'then', place], names }),
        ...checkFitsRecord(action, {
          path: [...at, index, 'then', place],
          names,
          entity: isRuledEntity(entity) ? entity : 'lead',
        }),
      ]),
    ]),
  ]
}

function checkSegment(value: unknown, names: KnownNames, files: readonly SourceFile[]): Finding[] {
  const { conditions, roles = [] } = value as { readonly conditions?: Conditions; readonly roles?: readonly string[] }
  const known = [...new Set([...BUILT_IN_ROLES, ...files.flatMap(({ kind, id }) => (kind === 'role' ? [id] : []))])]
  return [
    ...roles.flatMap((role, index) =>
      unknownName(role, known, { path: ['roles', index], code: 'RULE_ROLE_UNKNOWN', what: 'role' }),
    ),
    ...(conditions ? checkConditions(conditions, { path: ['conditions'], names }) : []),
  ]
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
  const { reads, entity = 'lead', fields, touch = {}, match = [] } = value as MappingDefinition
  const marks = Object.keys(touchFields)
  return [
    ...unknownName(reads, names.vocabulary.leadSources, { path: ['reads'], code: 'RULE_SOURCE_UNKNOWN', what: 'lead source' }),
    ...unknownName(entity, IMPORT_ENTITIES, { path: ['entity'], code: 'RULE_FIELD_UNKNOWN', what: 'entity' }),
    ...Object.keys(fields).flatMap((field) => mappedField(field, entity, { path: ['fields', field], names, pointing: 'key' })),
    ...checkMappedStatuses(value as MappingDefinition, names),
    ...match.flatMap((key, index) => matchKey(key, entity, { path: ['match', index], names })),
    ...Object.keys(touch).flatMap((field) =>
      unknownName(field, marks, { path: ['touch', field], code: 'RULE_FIELD_UNKNOWN', what: 'mark of a touch', pointing: 'key' }),
    ),
  ]
}

/** Fields by which a row finds its record; of several that go together none is put right alone. */
function matchKey(key: string, entity: string, place: FieldPlace): Finding[] {
  const parts = key.split('+')
  const findings = parts.flatMap((field) => mappedField(field, entity, place))
  return parts.length === 1 ? findings : findings.map(({ repair: _, ...finding }) => finding)
}

/** A field that a row of a file may fill; the id finds records, and a new lead tells with `createdAt` when it came. */
function mappedField(field: string, entity: string, place: FieldPlace): Finding[] {
  if (!isImportEntity(entity)) return []
  return leadField(field, place, importFields(entity, place.names.vocabulary.fields[entity]))
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
  conversion: checkConversion,
  dedupe: checkDedupe,
  // Custom fields are checked where they are collected, before there is a vocabulary.
  fields: () => [],
  form: checkForm,
  lifecycle: checkLifecycle,
  mail: checkMail,
  mapping: checkMapping,
  queues: checkQueues,
  retention: checkRetention,
  role: checkRole,
  routing: checkRouting,
  scoring: checkScoring,
  segment: checkSegment,
  sla: checkResponseTargets,
  sequence: checkSequence,
  transition: checkTransitions,
}
