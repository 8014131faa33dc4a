/** What `rules table` says, in English. */
export const enTable = {
  group: 'decision tables in a spreadsheet',
  commands: {
    'rules table export': {
      description: 'write the decision table of a rule file as CSV or XLSX',
      example: 'sarnakh rules table export rules/routing/inbound.routing.json --to inbound.xlsx',
    },
    'rules table import': {
      description: 'take the decision table of a rule file over from CSV or XLSX',
      example: 'sarnakh rules table import rules/routing/inbound.routing.json --from inbound.xlsx',
    },
  },
  options: {
    tableTo: 'the .csv or .xlsx file to write (default: CSV on standard output)',
    tableFrom: 'the .csv or .xlsx file to read',
    tableDryRun: 'show the changes and write nothing',
  },
  exported: (rows: number, to: string) => (rows === 1 ? `1 row is in ${to}` : `${rows} rows are in ${to}`),
  notOwn: 'this file belongs to a package or lies outside the deployment; copy it into the deployment to change it.',
  imported: (file: string) => `${file} was changed:`,
  wouldChange: (file: string) => `${file} would be changed; nothing was written:`,
  unchanged: (file: string) => `${file} says all this already; nothing was changed.`,
}
