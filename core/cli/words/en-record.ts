/** Records, timelines, segments and the set-up in English. */
export const enRecord = {
  groups: { record: 'accounts, contacts, documents and other records', segment: 'groups of leads' },
  commands: {
    'record list': { description: 'list records of an entity', example: 'sarnakh record list account --search acme' },
    'record show': { description: 'show one record', example: 'sarnakh record show account 0199…' },
    'record create': { description: 'add a record', example: 'sarnakh record create account --set name=Acme city=Yazd' },
    'record update': { description: 'change a record', example: 'sarnakh record update account 0199… --set city=' },
    'record history': { description: 'show who changed a record, and what', example: 'sarnakh record history account 0199…' },
    timeline: {
      description: 'show one timeline through conversion and merge',
      example: 'sarnakh timeline contact 0199… --type call',
    },
    'segment list': { description: 'list segments with their live counts', example: 'sarnakh segment list --json' },
    checklist: { description: 'show the six steps of the set-up with their state', example: 'sarnakh checklist' },
  },
  words: {
    none: 'There is no such record.',
    noHistory: 'Nobody has changed it.',
    noTimeline: 'Nothing has happened yet.',
    noSegments: 'There is no segment.',
    actions: { insert: 'added', update: 'changed', remove: 'removed' },
    columns: { at: 'When', type: 'What', by: 'Who', subject: 'Subject' },
    segmentColumns: { id: 'Id', title: 'Segment', kind: 'Members', count: 'Leads' },
    segmentKinds: { conditions: 'by conditions', listed: 'listed one by one' },
    stepsDone: (done: number, all: number) => `${done} of ${all} steps are done.`,
    options: {
      search: 'words that all occur in the searchable fields',
      set: 'values; an empty one clears its field',
      type: 'only entries of this type and those below it',
      confirm: 'what no record can show: data-skipped or backup',
    },
  },
}
