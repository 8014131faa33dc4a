import { type Actor, actorName } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { User } from '../../model/entities/user.js'
import { recordValidator } from '../../model/validate.js'
import { writeAudit } from '../write-audit.js'
import { signingKey } from './signing-key.js'

/** What people choose for themselves. */
export interface MySettings {
  readonly language?: string | null
  readonly calendar?: 'gregorian' | 'jalali' | null
  readonly notifyBy?: readonly string[] | null
  /** Where notifications go that are chosen as a webhook. */
  readonly notifyUrl?: string | null
}

const OWN = ['language', 'calendar', 'notifyBy', 'notifyUrl'] as const satisfies readonly (keyof MySettings)[]
const MOST_TRIES = 5

/**
 * Changes what a person chose for themselves: nobody needs a permission for that, and nobody can do it for another.
 * @throws {CrmError} ACCESS_DENIED, USER_INVALID.
 */
export async function changeMySettings(
  engine: Engine,
  { actor, changes }: { readonly actor: Actor; readonly changes: MySettings },
): Promise<User> {
  const values = validSettings(engine, changes)
  requireAddress(values['notifyUrl'])
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const before = await own(engine, actor)
    const after = { ...before, ...values }
    if (after.notifyBy?.includes('webhook') && !after.notifyUrl) throw noAddress()
    const change = { id: before.id, expectedVersion: before.version, changes: values, now: engine.now() }
    const written = await engine.store.records.update('user', change)
    if (written === 'conflict' || written === 'missing') continue
    await writeAudit(engine, { actor: actorName(actor), action: 'user.settings', subject: before.id })
    return written as unknown as User
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_TRIES} times.`)
}

/** What a person chose, with the key that signs calls to their own address. */
export async function mySettings(
  engine: Engine,
  { actor }: { readonly actor: Actor },
): Promise<{ user: User; signingKey: string }> {
  const user = await own(engine, actor)
  return { user, signingKey: await signingKey(engine, user.id) }
}

async function own({ store }: Engine, actor: Actor): Promise<User> {
  const user = actor.kind === 'user' ? await store.records.get('user', actor.id) : undefined
  if (user) return user as User
  throw new CrmError('ACCESS_DENIED', {
    en: 'Only a person who is signed in has settings of their own.',
    fa: 'تنها کسی که وارد شده تنظیم‌های خود را دارد.',
  })
}

function requireAddress(address: unknown): void {
  if (typeof address === 'string' && !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(address)) throw noAddress()
}

const noAddress = (): CrmError =>
  new CrmError(
    'USER_INVALID',
    { en: 'notifyUrl: Say to which address the webhook goes.', fa: 'notifyUrl: بگویید وب‌هوک به کدام نشانی برود.' },
    { details: { field: 'notifyUrl' } },
  )

function validSettings({ fields }: Engine, changes: MySettings): Readonly<Record<string, unknown>> {
  const open = Object.fromEntries(OWN.flatMap((name) => (fields.user[name] ? [[name, fields.user[name]]] : [])))
  const { values, problems } = recordValidator(open, { partial: true })({ ...changes })
  const [problem] = problems
  if (!problem) return values
  const { en, fa = en } = problem.message
  throw new CrmError(
    'USER_INVALID',
    { en: `${problem.field}: ${en}`, fa: `${problem.field}: ${fa}` },
    { details: { field: problem.field } },
  )
}
