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

/** A message in the languages of the product; English stands in logs. */
export interface SaidMessage {
  readonly en: string
  readonly fa: string
}

/**
 * Something that somebody must repair. Its code is permanent and catalogued: title, way out and HTTP status follow from it.
 * What a salesperson can meet on an ordinary day is a value (a refusal, a conflict), never a CrmError.
 * @example throw new CrmError('RULE_FACT_UNKNOWN', `Rule "${rule}" reads fact "${fact}".`, { details: { file, line, column } })
 */
export class CrmError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  /** The message in every language it was given in; absent where it is English alone. */
  readonly said: SaidMessage | undefined

  constructor(
    code: ErrorCode,
    message: string | SaidMessage,
    { cause, details = {} }: { cause?: unknown; details?: ErrorDetails } = {},
  ) {
    super(typeof message === 'string' ? message : message.en, cause === undefined ? {} : { cause })
    this.name = 'CrmError'
    this.code = code
    this.details = details
    this.said = typeof message === 'string' ? undefined : message
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

/** The message for a reader; undefined where it was not said in their language. */
export function messageIn(error: CrmError, language: string): string | undefined {
  if (language === 'en') return error.message
  return language === 'fa' ? error.said?.fa : undefined
}

/** Writes an error as `file:line:column: message`, the form that editors and terminals turn into a link. */
export function formatError(error: CrmError, language = 'en'): string {
  const { file, line, column, severity } = error.details
  const place = file === undefined ? '' : `${[file, line, column].filter((part) => part !== undefined).join(':')}: `
  const warning = language === 'fa' ? 'هشدار: ' : 'warning: '
  return `${place}${severity === 'warning' ? warning : ''}${messageIn(error, language) ?? error.message} [${error.code}]`
}

/** Whatever was thrown, as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
