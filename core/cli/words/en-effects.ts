/** Effects of rules, in English. */
export const enEffects = {
  group: 'what rules made happen',
  commands: {
    'effects list': { description: 'list effects of rules that were given up', example: 'sarnakh effects list --state dead' },
    'effects retry': { description: 'have an effect done again that was given up', example: 'sarnakh effects retry 0199…' },
  },
  options: { state: 'waiting, done or dead' },
  none: 'There are none.',
  retried: 'It waits to be done again.',
  columns: { id: 'Id', action: 'Action', rule: 'Rule', state: 'State', attempts: 'Tries', problem: 'Problem' },
  states: { waiting: 'waiting', done: 'done', dead: 'given up' } as Readonly<Record<string, string>>,
}
