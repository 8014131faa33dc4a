/** Webhooks to other systems, in English. */
export const enWebhook = {
  group: 'tell other systems what happens',
  commands: {
    'webhook list': { description: 'list addresses that are told of events', example: 'sarnakh webhook list' },
    'webhook add': {
      description: 'add an address; its signing key is printed this once',
      example: 'sarnakh webhook add https://example.com/hook --event lead.captured opportunity.won',
    },
    'webhook switch': { description: 'switch an address on or off', example: 'sarnakh webhook switch 0199… off' },
    'webhook deliveries': {
      description: 'list what was sent and what became of it',
      example: 'sarnakh webhook deliveries --state dead',
    },
    'webhook redeliver': { description: 'send an event once more', example: 'sarnakh webhook redeliver 0199…' },
  },
  options: { event: 'names of events; all without it', description: 'what it is for', state: 'waiting, done or dead' },
  added: 'Added. Keep the signing key; it is not shown again:',
  none: 'No other system is told anything.',
  noDeliveries: 'Nothing was sent.',
  changed: 'Done.',
  unchanged: 'There was nothing to change.',
  stateUnknown: (typed: string) => `"${typed}" is neither on nor off.`,
  columns: {
    id: 'Id',
    url: 'Address',
    events: 'Events',
    active: 'On',
    event: 'Event',
    subject: 'About',
    state: 'State',
    attempts: 'Tries',
    problem: 'Problem',
  },
  states: { waiting: 'waiting', done: 'delivered', dead: 'given up' } as Readonly<Record<string, string>>,
}
