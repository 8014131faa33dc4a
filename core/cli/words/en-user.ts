/** People who work here, in English. */
export const enUser = {
  commands: {
    'user add': {
      description: 'add a person',
      example: 'sarnakh user add --name "Sara Ahmadi" --email sara@example.ir --role rep --queue inbound',
    },
    'user list': { description: 'list people, their roles and queues', example: 'sarnakh user list' },
    'user change': {
      description: 'change role, capacity or presence of a person, or whether they may sign in at all',
      example: 'sarnakh user change sara@example.ir --role manager',
    },
    'user password': {
      description: 'give a person a new password, read from the first line of standard input; it ends their sessions',
      example: 'sarnakh user password sara@example.ir < password.txt',
    },
    'user queue': {
      description: 'say in which queues a person stands; those not named are left',
      example: 'sarnakh user queue sara@example.ir inbound education',
    },
  },
  options: {
    active: 'yes or no: whether they sign in and get leads at all',
    away: 'yes or no: takes no new leads while away',
    capacity: 'open leads at once, or none for no limit',
  },
  columns: { name: 'Name', email: 'E-mail', role: 'Role', queues: 'Queues', active: 'Active', id: 'Id' },
  none: 'There is nobody yet.',
  unknown: (who: string) => `There is nobody with the e-mail or id "${who}".`,
  nothing: 'Say what is to change.',
  yesOrNo: (given: string) => `"${given}" is neither yes nor no.`,
  noCapacity: (given: string) => `"${given}" is no whole number from 0, and not "none".`,
  noLine: 'The password is read from standard input, and nothing came.',
  changed: (name: string) => `Changed: ${name}.`,
  added: (name: string, role: string) => `Added ${name} as ${role}.`,
  noPassword: 'They have no password, so they can own leads but not sign in.',
  password: 'their password (empty: they do not sign in)',
  cancelled: 'Nobody was added.',
}
