import type { Engine } from '../../intake/engine.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { User } from '../../model/entities/user.js'
import { emailKey } from '../../model/text/email.js'
import { foldForSearch } from '../../model/text/fold.js'
import { recordValidator } from '../../model/validate.js'
import type { Refusal } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import { noteChange } from '../changes/change-set.js'
import { type NewUser, newUserRecord } from '../manage-users.js'
import { differences } from '../records/plan-record.js'
import type { RecordPlan } from '../records/record-plan.js'

type Values = Readonly<Record<string, unknown>>

/**
 * A user from a file, without a password: an administrator gives one to whoever shall sign in.
 * Without an e-mail the user gets an address that can receive nothing, so that old owners of records can be named.
 * @throws {CrmError} USER_INVALID.
 */
export async function planUserCreate(
  engine: Engine,
  { values, changeSet, id }: { values: Values; changeSet: ChangeSet; id?: string },
): Promise<RecordPlan | Refusal> {
  const { role = 'rep', email = silentAddress(String(values['name'] ?? '')), ...rest } = values
  const user = newUserRecord(engine, { ...rest, role, email } as NewUser)
  const record: StoredRecord = { ...user, id: id ?? user.id }
  return {
    record,
    changes: { inserts: [{ entity: 'user', record }, noteChange(engine, { changeSet, entity: 'user', after: record })] },
  }
}

/** Under `.invalid`, which no mail server serves. */
function silentAddress(name: string): string {
  const local = foldForSearch(name)
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '')
  const letters = local === '' ? Buffer.from(name).toString('hex').slice(0, 40) : local
  return `${letters}@imported.invalid`
}

/** Changes a user as a file says; who is an administrator, and who may sign in at all, no file decides. */
export async function planUserChange(
  engine: Engine,
  { user, changes, changeSet }: { user: StoredRecord; changes: Values; changeSet: ChangeSet },
): Promise<RecordPlan | Refusal> {
  const { values, problems } = recordValidator(engine.fields.user, { partial: true })(changes)
  const [problem] = problems
  if (problem) return { refused: `${problem.field}: ${problem.message.en}`, words: problem.message, fields: [problem.field] }
  const address = typeof values['email'] === 'string' ? { email: emailKey(values['email']) ?? values['email'] } : {}
  const after: StoredRecord = { ...user, ...values, ...address }
  const differing = differences(user, after)
  if (Object.keys(differing.after).length === 0) return { record: user, changes: {} }
  if ((user as unknown as User).role === 'admin' && ('role' in differing.after || 'active' in differing.after)) return KEPT_ADMIN
  return {
    record: after,
    changes: {
      updates: [{ entity: 'user', id: user.id, expectedVersion: user.version, changes: differing.after }],
      inserts: [noteChange(engine, { changeSet, entity: 'user', before: user, after })],
    },
  }
}

const ADMIN_WORDS = {
  en: 'An import does not take an administrator away; change this user by hand.',
  fa: 'درون‌ریزی مدیر سامانه را برنمی‌دارد؛ این کاربر را با دست تغییر دهید.',
}
const KEPT_ADMIN: Refusal = { refused: ADMIN_WORDS.en, words: ADMIN_WORDS }
