import type { JSONPath } from 'jsonc-parser'
import { type Sequence, stepAction } from '../../model/sequence.js'
import { checkAction } from './check-action.js'
import { checkConditions } from './check-conditions.js'
import { type Finding, repeatedIds, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks the names in a sequence: its conditions, its calendars, and each step as the action that it stands for. */
export function checkSequence(value: unknown, names: KnownNames): Finding[] {
  const { calendar, sendWindow, enter, exit = [], steps } = value as Sequence
  const open = sendWindow && 'calendar' in sendWindow ? sendWindow.calendar : undefined
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)
  return [
    ...calendarNamed(calendar, ['calendar'], names),
    ...calendarNamed(open, ['sendWindow', 'calendar'], names),
    ...(enter ? checkConditions(enter, { path: ['enter'], names }) : []),
    ...repeatedIds(ids(exit), { path: ['exit'], what: 'rule' }),
    ...exit.flatMap(({ conditions }, index) => checkConditions(conditions, { path: ['exit', index, 'conditions'], names })),
    ...repeatedIds(ids(steps), { path: ['steps'], what: 'step' }),
    ...steps.flatMap((step, index) => stepFindings(step, ['steps', index], names)),
  ]
}

const calendarNamed = (calendar: string | undefined, path: JSONPath, { calendars }: KnownNames): Finding[] =>
  unknownName(calendar, calendars, { path, code: 'RULE_CALENDAR_UNKNOWN', what: 'calendar' })

/** What is wrong with the action is told where the step writes it. */
function stepFindings(step: Sequence['steps'][number], path: JSONPath, names: KnownNames): Finding[] {
  const action = stepAction(step)
  if (!action) return []
  const word = step.mail ? 'mail' : step.task ? 'task' : 'action'
  return checkAction(action, { path: [], names }).map((finding) => {
    const [first, ...rest] = finding.path
    const inside = word === 'action' ? finding.path : first === 'params' ? rest : []
    return { ...finding, path: [...path, word, ...inside] }
  })
}
