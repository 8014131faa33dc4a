import { CrmError, type ErrorCode } from '../../errors.js'

/** Runs work on a database; what its driver throws leaves as a named CrmError with a way out, all else as it is. */
export async function namedErrors<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isForeign(error) ? (named(error) ?? (isOfDriver(error) ? unnamed(error) : error)) : error
  }
}

/** Runs one statement; whatever is thrown is the driver's, and none of it leaves without a name. */
export async function namedStatementErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isForeign(error) ? (named(error) ?? unnamed(error)) : error
  }
}

const isForeign = (error: unknown): error is Error => error instanceof Error && !(error instanceof CrmError)

// PostgreSQL's errors have a severity, SQLite's a code of their own; those of the system and of our own code have neither.
const isOfDriver = (error: Error): boolean => 'severity' in error || codeOf(error).startsWith('SQLITE_')

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '')

function named(error: Error): CrmError | undefined {
  const driverCode = codeOf(error)
  const told = toldBy(error)
  const code = CODES.find(([pattern]) => pattern.test(driverCode) || pattern.test(told))?.[1]
  if (code === undefined) return undefined
  const message =
    code === 'RECORD_VALUE_REFUSED' ? `The database cannot hold a value (${driverCode}).` : `The database says: ${told}`
  return new CrmError(code, message, { cause: error, details: { driverCode } })
}

// What it tells is not shown: it may quote the statement, and with it what a person wrote.
function unnamed(error: Error): CrmError {
  const driverCode = codeOf(error)
  const message = `The database refused a statement${driverCode === '' ? '' : ` (${driverCode})`}.`
  return new CrmError('DATABASE_FAILED', message, { cause: error, details: { driverCode } })
}

/** Whether another writer came first, so that reading again and trying again is the cure. */
export const isRace = (error: unknown): boolean => error instanceof CrmError && error.code === 'DATABASE_RACE'

// Knex puts the whole statement before the reason; it is left out.
function toldBy(error: Error): string {
  const reason = error.message.slice(error.message.lastIndexOf(' - ') + 1).replace(/^- /, '')
  return reason || error.name
}

// First match wins: SQLite codes, SQLSTATE of PostgreSQL, errno of the system.
const CODES: readonly (readonly [RegExp, ErrorCode])[] = [
  [/sarnakh_append_only/, 'RECORD_APPEND_ONLY'],
  [/^40001$|^40P01$/, 'DATABASE_RACE'],
  [/^23505$|UNIQUE constraint failed/, 'RECORD_NOT_UNIQUE'],
  [/^23502$|NOT NULL constraint failed/, 'RECORD_INCOMPLETE'],
  [/^22|^23514$|^SQLITE_(MISMATCH|TOOBIG)|CHECK constraint failed|datatype mismatch/, 'RECORD_VALUE_REFUSED'],
  [/^42P01$|no such table/, 'DATABASE_NOT_PREPARED'],
  [/^42703$|no such column|has no column named/, 'DATABASE_NOT_PREPARED'],
  [/^SQLITE_(BUSY|LOCKED)|^55P03$/, 'DATABASE_LOCKED'],
  [/^SQLITE_READONLY|^25006$|^EROFS$/, 'DATABASE_READ_ONLY'],
  [/^SQLITE_FULL|^53100$|^ENOSPC$/, 'DATABASE_FULL'],
  [/^SQLITE_(CORRUPT|NOTADB)|^XX00[12]$/, 'DATABASE_CORRUPT'],
  [/^SQLITE_(CANTOPEN|PERM|AUTH)|^EACCES$|^EISDIR$|^ENOTDIR$|^EEXIST$|^28|^3D000$|^42501$/, 'DATABASE_REFUSED'],
  [/^SQLITE_IOERR|^EIO$/, 'DATABASE_UNREACHABLE'],
  [/^57014$/, 'DATABASE_TOO_SLOW'],
  [/^08|^57P|^53300$|^ECONN|^ENOTFOUND$|^EAI_|^ETIMEDOUT$|^EPIPE$|^EHOSTUNREACH$/, 'DATABASE_UNREACHABLE'],
  [/Connection terminated|timeout expired|Timeout acquiring a connection/, 'DATABASE_UNREACHABLE'],
]
