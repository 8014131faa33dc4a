import type { JSONPath } from 'jsonc-parser'
import type { Conditions } from '../../model/conditions.js'
import type { Lifecycle, Standing } from '../../model/lifecycle.js'
import type { Pipeline, Stage } from '../../model/pipeline.js'
import { GUARD_FACTS } from '../compile/record-test.js'
import { checkConditions, factsRead } from './check-conditions.js'
import { textMistake } from './check-text-format.js'
import { type Finding, repeatedIds, unknownName } from './finding.js'
import { listed } from './joined.js'
import type { KnownNames } from './known-names.js'

/** Checks statuses of leads, or with `"entity": "opportunity"` the stages of a pipeline: names, fields, guards, tasks. */
export function checkLifecycle(value: unknown, names: KnownNames): Finding[] {
  const lifecycle = value as Lifecycle<Standing<string>> & { readonly entity?: 'lead' | 'opportunity' }
  const isPipeline = lifecycle.entity === 'opportunity'
  return [
    ...checkStandings(lifecycle, { fields: Object.keys(names.vocabulary.fields[lifecycle.entity ?? 'lead']), isPipeline }),
    ...(isPipeline
      ? (value as Pipeline).statuses.flatMap((stage, index) => checkStage(stage, { path: ['statuses', index], names }))
      : []),
  ]
}

function checkStandings(
  { start, statuses }: Lifecycle<Standing<string>>,
  { fields, isPipeline }: { readonly fields: readonly string[]; readonly isPipeline: boolean },
): Finding[] {
  const known = statuses.map(({ id }) => id)
  const what = isPipeline ? ('stage' as const) : ('status' as const)
  const status = { code: 'RULE_STATUS_UNKNOWN', what } as const
  const field = { code: 'RULE_FIELD_UNKNOWN', what: 'field' } as const
  return [
    ...repeatedIds(known, { path: ['statuses'], what }),
    ...unknownName(start, known, { path: ['start'], ...status }),
    ...statuses.flatMap(({ next = [], requires = [] }, index) => [
      ...next.flatMap((to, place) => unknownName(to, known, { path: ['statuses', index, 'next', place], ...status })),
      ...requires.flatMap((name, place) => unknownName(name, fields, { path: ['statuses', index, 'requires', place], ...field })),
    ]),
  ]
}

interface Place {
  readonly path: JSONPath
  readonly names: KnownNames
}

function checkStage({ guard = [], tasks = [] }: Stage, { path, names }: Place): Finding[] {
  const ids = tasks.map(({ id }) => id)
  return [
    ...guard.flatMap(({ conditions }, place) => checkGuard(conditions, { path: [...path, 'guard', place, 'conditions'], names })),
    ...repeatedIds(ids, { path: [...path, 'tasks'], what: 'task' }),
    ...tasks.flatMap(({ assignee }, place) => checkAssignee(assignee, { path: [...path, 'tasks', place, 'assignee'], names })),
  ]
}

function checkAssignee(assignee: string | undefined, { path, names }: Place): Finding[] {
  const mistake = assignee === undefined ? undefined : textMistake(assignee, { declaration: ASSIGNEE, names })
  return mistake ? [{ path, ...mistake }] : []
}

const ASSIGNEE = { type: 'string', format: 'assignee' } as const

/** A guard asks about the opportunity and what it refers to; what only a lead's decision knows is not there. */
function checkGuard(conditions: Conditions, { path, names }: Place): Finding[] {
  const findings = checkConditions(conditions, { path, names })
  if (findings.length > 0) return findings
  const strange = [...new Set(factsRead(conditions, names.meanings))].filter((fact) => !GUARD_FACTS.has(fact))
  return strange.map((fact): Finding => {
    const known = listed([...GUARD_FACTS])
    const message = {
      en: `A guard cannot ask for "${fact}": it reads ${known.en}.`,
      fa: `نگهبان مرحله نمی‌تواند «${fact}» را بپرسد؛ این‌ها را می‌خواند: ${known.fa}.`,
    }
    return { path, code: 'RULE_GUARD_FACT', message }
  })
}
