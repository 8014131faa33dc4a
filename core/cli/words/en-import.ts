/** Files taken in and given out, in English. */
export const enImport = {
  group: 'files that were taken in',
  commands: {
    'imports list': { description: 'list imports, the newest first', example: 'sarnakh imports list' },
    'imports show': { description: 'show how far an import is and what failed', example: 'sarnakh imports show 0199…' },
    'imports stop': { description: 'stop an import between two batches', example: 'sarnakh imports stop 0199…' },
    'imports resume': { description: 'let an import go on where it stopped', example: 'sarnakh imports resume 0199…' },
    'imports undo': { description: 'take back what an import made and changed', example: 'sarnakh imports undo 0199…' },
    export: {
      description: 'give out the records of an entity as CSV or .xlsx; `all` with --to writes everything into a folder',
      example: 'sarnakh export accounts --out accounts.csv',
    },
  },
  options: {
    entity: 'what the rows are: lead, account, contact, opportunity, product, user, campaign, document, activity …',
    mode: 'make new records, change those that are there, or both',
    match: 'fields by which a row finds its record; several that must agree are joined by +',
    map: 'a column for a field, for example --map name="Full name"; can be given several times',
    stages: 'stages of the rules that imported leads go through (default: scoring transitions routing, no automations; all of them with a mapping of your own for leads)',
    leaveOut: 'let rows with a bad cell come in without that cell',
    dryRun: 'tell what would happen, write nothing',
    writeMapping: 'write the mapping that was used as a mapping file',
    out: 'file to write, .csv or .xlsx (default: CSV to the terminal)',
    to: 'folder for `export all`',
    columns: 'fields to give out (default: all)',
    labels: 'names and labels for people in place of raw values',
    noBom: 'leave out the mark by which spreadsheets know UTF-8',
  },
  columns: { id: 'Id', entity: 'Of', file: 'File', state: 'State', rows: 'Rows', failed: 'Failed' },
  none: 'Nothing was imported yet.',
  progress: (done: string, failed: string) => `${done} rows, ${failed} failed`,
  done: (n: { created: string; updated: string; unchanged: string; failed: string }) =>
    `${n.created} created, ${n.updated} updated, ${n.unchanged} unchanged, ${n.failed} failed.`,
  would: (rows: string) => `Of the first ${rows} rows, nothing of which was written:`,
  missing: (columns: string) => `The file has no column: ${columns}.`,
  undone: (undone: string, kept: string) =>
    `${undone} changes taken back, ${kept} left because somebody has used or changed them since.`,
  failedFile: (file: string) => `The rows with problems, each with its reason, are in ${file}.`,
  exported: (rows: string, file: string) => `${rows} records are in ${file}.`,
  id: (id: string) => `Import ${id}`,
}
