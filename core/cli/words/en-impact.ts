const leads = (count: string, kind = ''): string => `${count} ${kind}${count === '1' ? 'lead' : 'leads'}`

/** How the impact of rules is told in English. */
export const enImpact = {
  progress: (asked: string, of: string) => `${asked} of ${of} leads`,
  same: (digest: string) => `Both are the rules ${digest}; nothing would change.`,
  title: (after: string) => `What the rules ${after} would change`,
  against: (before: string, count: string) => `Compared with ${before}, over ${leads(count)}.`,
  closed: (count: string) => `Beside them ${leads(count, 'closed ')}, left as they are (--closed asks about them too).`,
  asOf: (at: string) => `As of ${at}: the leads as they were then.`,
  partly: (asked: string, of: string) => `Only ${asked} of ${of} leads were asked about, the newest first.`,
  unknown: (count: string) => `Left out: ${leads(count)} of which no decision of that time is kept.`,
  changed: (count: string, share: string) => `${leads(count)} (${share}) would be decided otherwise.`,
  nothing: 'No lead would be decided otherwise.',
  unchanged: (names: string) => `Unchanged: ${names}.`,
  before: 'before',
  after: 'after',
  none: 'none',
  noRule: 'no rule',
  grades: 'Grade',
  statuses: 'Status',
  owners: 'Owner',
  queues: 'Queue',
  bands: 'Score',
  routes: 'Where a lead would be sent if it came in now',
  leads: (count: string) => leads(count),
  examples: (names: string) => `for example ${names}`,
  automations: 'Automations',
  newlyFires: (count: string) => `would act on ${leads(count)} on which it does not act now`,
  noLongerHolds: (count: string) => `would no longer hold for ${leads(count)}`,
  actions: 'Effects that would be asked for',
  actionsNote: 'when the leads are decided about again',
  shadow: 'Rules in shadow that would have counted',
  problems: 'What goes wrong',
  differences: 'Where the rules differ, with a record that shows it',
  changes: { added: 'new', removed: 'removed', edited: 'edited', moved: 'moved' },
  missing: 'missing',
  witness: ({ point, before, after }: { point: string; before: string; after: string }) =>
    `with ${point === '' ? 'any values' : point}, before: ${before}; after: ${after}`,
  noDifference: 'nothing follows from it',
  noDifferenceFound: 'no record was found for which anything follows from it',
  moreDifferences: (count: number) => `and ${count} more`,
  change: 'change',
  shifts: 'Leads that would change',
}

/** How a rescoring is told in English. */
export const enRescore = {
  progress: (done: string, of: string, changed: string) => `${done} of ${of} leads, ${changed} changed`,
  left: (seconds: string) => `, about ${seconds} s left`,
  resumed: (done: string) => `An earlier run was cut short after ${leads(done)}; this one went on from there.`,
  done: (done: string, changed: string) => `Decided again about ${leads(done)}; ${changed} of them changed.`,
  cutShort: (left: string) => `Cut short with ${leads(left)} left. The same command goes on from here.`,
}
