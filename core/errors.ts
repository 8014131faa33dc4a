import { ERROR_CODES, type ErrorCode } from './error-codes/index.js'

export { ERROR_CODES, type ErrorCode, type ErrorEntry } from './error-codes/index.js'

/** Where in a file something is wrong; line and column count from one. */
export interface FilePosition {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** What an error says beyond its message, for machines and for the page that shows it. */
export interface ErrorDetails extends Partial<FilePosition> {
  readonly field?: string
  readonly [name: string]: unknown
}

/**
 * Something that somebody must repair. Its code is permanent and catalogued: title, way out and HTTP status follow from it.
 * What a salesperson can meet on an ordinary day is a value (a refusal, a conflict), never a CrmError.
 * @example throw new CrmError('RULE_FACT_UNKNOWN', `Rule "${rule}" reads fact "${fact}".`, { details: { file, line, column } })
 */
export class CrmError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, { cause, details = {} }: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'CrmError'
    this.code = code
    this.details = details
  }

  /** HTTP status that this error answers with. */
  get status(): number {
    return ERROR_CODES[this.code].status
  }

  /** What to do about it, in English; the catalogue holds the other languages. */
  get hint(): string {
    return ERROR_CODES[this.code].hint.en
  }
}

/** Several mistakes found together, for example all that is wrong in a folder of rule files. */
export class CrmErrors extends Error {
  readonly errors: readonly CrmError[]

  constructor(errors: readonly CrmError[]) {
    super(errors.map(({ message }) => message).join('\n'))
    this.name = 'CrmErrors'
    this.errors = errors
  }
}

/** Writes an error as `file:line:column: message`, the form that editors and terminals turn into a link. */
export function formatError(error: CrmError): string {
  const { file, line, column } = error.details
  const place = file === undefined ? '' : `${[file, line, column].filter((part) => part !== undefined).join(':')}: `
  return `${place}${error.message} [${error.code}]`
}

/** Whatever was thrown, as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
