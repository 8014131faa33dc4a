import type { JSONPath } from 'jsonc-parser'
import type { WrittenTargets } from '../files/response-targets.js'
import { checkConditions } from './check-conditions.js'
import { type Finding, repeatedIds, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks response targets: what they refer to, and that each of them demands an answer. */
export function checkResponseTargets(value: unknown, names: KnownNames): Finding[] {
  const file = value as WrittenTargets
  return [
    ...checkWatching(file, { path: [], names }),
    ...repeatedIds(
      file.targets.map(({ id }) => id),
      { path: ['targets'], what: 'rule' },
    ),
    ...file.targets.flatMap((target, index) => {
      const path = ['targets', index]
      return [
        ...checkWatching(target, { path, names }),
        ...(target.conditions ? checkConditions(target.conditions, { path: [...path, 'conditions'], names }) : []),
        ...(target.first === undefined && target.next === undefined
          ? [{ path, code: 'RULE_TARGET_MISSING', message: NO_ANSWER } as const]
          : []),
      ]
    }),
  ]
}

const NO_ANSWER = {
  en: 'This target demands no answer: give "first", "next" or both.',
  fa: 'این هدف پاسخی نمی‌خواهد: «first»، «next» یا هر دو را بدهید.',
}

function checkWatching(
  { calendar, pause = [] }: Pick<WrittenTargets, 'calendar' | 'pause'>,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  return [
    ...unknownName(calendar, names.calendars, { path: [...path, 'calendar'], code: 'RULE_CALENDAR_UNKNOWN', what: 'calendar' }),
    ...pause.flatMap((status, index) =>
      unknownName(status, names.statuses, { path: [...path, 'pause', index], code: 'RULE_STATUS_UNKNOWN', what: 'status' }),
    ),
  ]
}
