/** The floors of the house, the lowest first. Imports go down; what stands side by side does not know each other. */
export const FLOORS: readonly (readonly string[])[] = [
  ['core/error-codes/', 'core/failpoint.ts', 'core/package-root.ts'],
  ['core/errors.ts'],
  ['core/model/'],
  ['core/plugin-api/'],
  ['core/registry/', 'core/rule-engine/', 'core/store/', 'core/jobs/'],
  ['core/access/'],
  ['core/intake/'],
  ['core/operations/', 'core/deployment/'],
  ['core/crm/'],
  ['core/http/', 'core/testing/'],
  ['core/cli/', 'core/index.ts'],
]

/** Folders that others enter by their index alone. */
export const DOORS: readonly string[] = [
  'core/plugin-api/',
  'core/registry/',
  'core/rule-engine/',
  'core/store/',
  'core/jobs/',
  'core/access/',
]

/** Where each third-party package lives; one that is not listed is at home nowhere. */
export const HOMES: Readonly<Record<string, readonly string[]>> = {
  ajv: ['core/rule-engine/', 'core/model/valid'],
  'ajv-formats': ['core/rule-engine/', 'core/model/valid'],
  'json-rules-engine': ['core/rule-engine/reference/'],
  'jsonc-parser': ['core/rule-engine/', 'core/deployment/', 'core/cli/'],
  knex: ['core/store/'],
  sqlite3: ['core/store/'],
  pg: ['core/store/'],
  hono: ['core/http/'],
  '@hono/node-server': ['core/http/serve.ts'],
  eta: ['core/http/'],
  i18next: ['core/http/'],
  'rate-limiter-flexible': ['core/http/'],
  commander: ['core/cli/'],
  '@clack/prompts': ['core/cli/'],
  chokidar: ['core/cli/'],
  'csv-parse': ['core/cli/'],
  'csv-stringify': ['core/cli/', 'core/http/', 'core/operations/'],
  'read-excel-file': ['core/cli/', 'core/operations/sheets/'],
  'write-excel-file': ['core/operations/sheets/'],
  'libphonenumber-js': ['core/model/text/'],
  'jalaali-js': ['core/model/calendar/'],
  uuidv7: ['core/crm/'],
  pino: ['core/crm/'],
  'ipaddr.js': ['core/crm/outbound/'],
  vitest: ['core/testing/'],
}

/** Files above 250 lines, each with the reason why it reads better whole. */
export const LONG_FILES: Readonly<Record<string, string>> = {
  'core/error-codes/rule-errors.ts': 'every error of rule files, one table',
}
