import type { CaseExpectation, CasesFile, RuleCase } from '../cases/case.js'
import { subjectOf } from '../cases/simulate-record.js'
import type { SourceFile } from '../files/source-file.js'
import { type Finding, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks a file of cases: what they are for, and the fields, statuses and queues they name. */
export function checkCases(value: unknown, names: KnownNames, files: readonly SourceFile[]): Finding[] {
  const content = value as CasesFile
  const tested = files.filter(({ kind }) => kind !== 'cases').map(({ id }) => id)
  return [
    ...content.for.flatMap((id, index) =>
      unknownName(id, tested, { path: ['for', index], code: 'RULE_FIELD_UNKNOWN', what: 'rule file' }),
    ),
    ...content.cases.flatMap(({ given, expect = {}, timeline = [] }, index) => [
      ...checkSubject({ given }, ['cases', index, 'given'], names),
      ...Object.keys(given.queues ?? {}).flatMap((queue) =>
        unknownName(queue, names.queues, {
          path: ['cases', index, 'given', 'queues', queue],
          code: 'RULE_QUEUE_UNKNOWN',
          what: 'queue',
          pointing: 'key',
        }),
      ),
      ...checkExpected(expect, ['cases', index, 'expect'], names),
      ...timeline.flatMap((step, place) =>
        checkExpected(step.expect ?? {}, ['cases', index, 'timeline', place, 'expect'], names),
      ),
    ]),
  ]
}

function checkSubject(theCase: Pick<RuleCase, 'given'>, path: readonly (string | number)[], names: KnownNames): Finding[] {
  const { entity, values } = subjectOf(theCase)
  const fields = Object.keys(names.vocabulary.fields[entity])
  return Object.keys(values).flatMap((field) =>
    unknownName(field, fields, { path: [...path, entity, field], code: 'RULE_FIELD_UNKNOWN', what: 'field', pointing: 'key' }),
  )
}

function checkExpected(
  { status, queue, grade }: CaseExpectation,
  path: readonly (string | number)[],
  names: KnownNames,
): Finding[] {
  return [
    ...unknownName(status, names.statuses, { path: [...path, 'status'], code: 'RULE_STATUS_UNKNOWN', what: 'status' }),
    ...unknownName(queue ?? undefined, names.queues, { path: [...path, 'queue'], code: 'RULE_QUEUE_UNKNOWN', what: 'queue' }),
    ...unknownName(grade ?? undefined, names.grades, { path: [...path, 'grade'], code: 'RULE_VALUE_UNKNOWN', what: 'grade' }),
  ]
}
