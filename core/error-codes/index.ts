/** Every error of the product. A code is permanent: never renamed, never reused. */
import { accessErrors } from './access-errors.js'
import { databaseErrors } from './database-errors.js'
import { deploymentErrors } from './deployment-errors.js'
import { fileErrors } from './file-errors.js'
import { httpErrors } from './http-errors.js'
import { importErrors } from './import-errors.js'
import { intakeErrors } from './intake-errors.js'
import { lintErrors } from './lint-errors.js'
import { pluginErrors } from './plugin-errors.js'
import { privacyErrors } from './privacy-errors.js'
import { publishingErrors } from './publishing-errors.js'
import { recordErrors } from './record-errors.js'
import { ruleErrors } from './rule-errors.js'
import { sequenceErrors } from './sequence-errors.js'
import { sheetErrors } from './sheet-errors.js'
import { sourceErrors } from './source-errors.js'

export type { ErrorEntry } from './error-entry.js'

export const ERROR_CODES = {
  ...accessErrors,
  ...databaseErrors,
  ...recordErrors,
  ...deploymentErrors,
  ...httpErrors,
  ...importErrors,
  ...intakeErrors,
  ...lintErrors,
  ...pluginErrors,
  ...privacyErrors,
  ...publishingErrors,
  ...ruleErrors,
  ...fileErrors,
  ...sequenceErrors,
  ...sheetErrors,
  ...sourceErrors,
} as const

export type ErrorCode = keyof typeof ERROR_CODES
