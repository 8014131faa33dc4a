/** People's own rights, in English. */
export const enPrivacy = {
  group: 'export and erase people, and keep them no longer than needed',
  commands: {
    'privacy export': {
      description: 'write everything that is kept of a person into a file',
      example: 'sarnakh privacy export --email sara@example.com --out sara.json',
    },
    'privacy erase': {
      description: 'erase a person for ever, from every table, file and plugin',
      example: 'sarnakh privacy erase --email sara@example.com --yes',
    },
    'privacy receipts': { description: 'list receipts of what was erased', example: 'sarnakh privacy receipts' },
    'privacy reapply': {
      description: 'erase again who came back with a restored database',
      example: 'sarnakh privacy reapply',
    },
    'privacy retention': {
      description: 'erase whose time of keeping is over, or only count them',
      example: 'sarnakh privacy retention --dry-run',
    },
  },
  options: {
    email: 'an address of the person',
    phone: 'a number of the person',
    lead: 'id of a lead of the person',
    contact: 'id of a contact of the person',
    out: 'the file to write; .html for a page, JSON otherwise',
    yes: 'it is meant: nothing is erased without it',
    reason: 'for the receipt; it must name nobody',
    anonymise: 'keep the records for figures, without anything that says who it was',
    dryRun: 'only count',
  },
  who: 'Name the person with --email, --phone, --lead or --contact.',
  notYet: (name: string, tables: string) => `${name} is known in: ${tables}. Nothing was erased; repeat with --yes.`,
  written: (file: string) => `Written: ${file}`,
  erased: (id: string) => `Erased. Receipt ${id}`,
  none: 'Nobody was erased.',
  reapplied: (count: string) => `Erased again: ${count}`,
  retained: (count: string) => `Reached by the rules: ${count}`,
  noRules: 'No rule says how long leads are kept; nothing is removed by itself.',
  columns: { id: 'Id', at: 'When', actor: 'Who', rows: 'Rows', reason: 'Why', rule: 'Rule', action: 'Action', leads: 'Leads' },
}
