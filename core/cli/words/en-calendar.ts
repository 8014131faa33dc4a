/** The calendar feed of a user, in English. */
export const enCalendar = {
  group: 'the calendar feed of a user',
  commands: {
    'calendar url': {
      description: 'make a new address for the calendar feed of a user; it is shown once',
      example: 'sarnakh calendar url --email sara@example.ir',
    },
  },
  revokeOption: 'close the feed instead',
  made: (name: string) => `The calendar of ${name}; the address before opens nothing any more. Shown this once:`,
  closed: (name: string) => `The calendar feed of ${name} is closed.`,
}
