/** Queues, in English. */
export const enQueue = {
  group: 'see what waits, and take it',
  commands: {
    'queue list': { description: 'list queues, who works there and how much waits', example: 'sarnakh queue list' },
    'queue show': { description: 'show the leads that wait in a queue, hottest first', example: 'sarnakh queue show inbound' },
    'queue claim': { description: 'take a lead out of its queue', example: 'sarnakh queue claim 0199… --user 0198…' },
  },
  options: { user: 'id of the user who takes it' },
  columns: {
    id: 'Id',
    label: 'Queue',
    waiting: 'Waiting',
    members: 'Members',
    lead: 'Lead',
    score: 'Score',
    since: 'Since',
  },
  none: 'Nothing waits here.',
  unknown: (queue: string, known: string) => `There is no queue "${queue}". Known: ${known}.`,
  claimed: (user: string) => `The lead is ${user}'s now.`,
}
