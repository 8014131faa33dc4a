import { type Actor, authorize, reaches, reachOf } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { User } from '../../model/entities/user.js'
import { type GrantedEntity, OWNED_ENTITIES, type Reach } from '../../model/role.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import { unknownRecord } from '../records/record-request.js'
import { grantsOf } from './grants-of.js'
import { seenBy } from './seen-by.js'

/** Kinds of records about which can be asked. */
export const EXPLAINED_ENTITIES = ['lead', 'account', 'contact', 'opportunity', 'product', 'campaign', 'document'] as const
export type ExplainedEntity = (typeof EXPLAINED_ENTITIES)[number]

/** Whether a user may do something with a record, and what decides it. */
export interface AccessAnswer {
  readonly action: 'read' | 'write'
  readonly allowed: boolean
  readonly because: LocalizedText
}

/** Why a user may see and change a record, or may not. */
export interface AccessExplanation {
  readonly user: User
  readonly role: string
  readonly answers: readonly AccessAnswer[]
  /** Fields that the role never shows. */
  readonly hidden: readonly string[]
}

/**
 * Answers "why can Sara see this?".
 * @throws {CrmError} USER_UNKNOWN, RECORD_UNKNOWN.
 */
export async function explainAccess(
  engine: Engine,
  { actor, userId, entity, id }: { actor: Actor; userId: string; entity: ExplainedEntity; id: string },
): Promise<AccessExplanation> {
  authorize(actor, 'user:read')
  const user = (await engine.store.records.get('user', userId)) as User | undefined
  if (!user) throw new CrmError('USER_UNKNOWN', `There is no user ${userId}.`)
  const record = await seenBy(engine, actor).store.records.get(entity, id)
  if (!record) throw unknownRecord(entity, id)
  const grants = await grantsOf(engine, user)
  const asked: Actor = { kind: 'user', id: user.id, role: user.role, ...(grants ? { grants } : {}) }
  const grant = grants?.role.entities[entity]
  const answers = (['read', 'write'] as const).map((action): AccessAnswer => {
    const allowed = user.active && reaches(asked, { entity, action, record })
    const reach = grants ? grant?.[action] : reachOf(asked, entity, action)
    const because = user.active
      ? reason({
          role: user.role,
          entity,
          action,
          allowed,
          reach: reach === 'none' ? undefined : reach,
          isOwner: record['ownerId'] === user.id,
        })
      : { en: `${user.name} is switched off.`, fa: `${user.name} غیرفعال است.` }
    return { action, allowed, because }
  })
  return { user, role: user.role, answers, hidden: grant?.hidden ?? [] }
}

interface Verdict {
  readonly role: string
  readonly entity: GrantedEntity
  readonly action: 'read' | 'write'
  readonly allowed: boolean
  readonly reach: Reach | undefined
  readonly isOwner: boolean
}

function reason({ role, entity, action, allowed, reach, isOwner }: Verdict): LocalizedText {
  const grant = `${entity}:${action}`
  if (reach === undefined) return { en: `Role "${role}" does not grant ${grant}.`, fa: `نقش «${role}» اجازهٔ ${grant} نمی‌دهد.` }
  if (reach === 'all')
    return { en: `Role "${role}" grants ${grant} on all records.`, fa: `نقش «${role}» اجازهٔ ${grant} بر همهٔ رکوردها می‌دهد.` }
  if (typeof reach !== 'string')
    return allowed
      ? {
          en: `Role "${role}" grants ${grant} where its conditions hold; they hold here.`,
          fa: `نقش «${role}» اجازهٔ ${grant} را با شرطی می‌دهد که اینجا برقرار است.`,
        }
      : {
          en: `Role "${role}" grants ${grant} where its conditions hold; they do not hold here.`,
          fa: `نقش «${role}» اجازهٔ ${grant} را با شرطی می‌دهد که اینجا برقرار نیست.`,
        }
  if (!allowed)
    return reach === 'own'
      ? {
          en: `Role "${role}" grants ${grant} on own records only, and somebody else owns this one.`,
          fa: `نقش «${role}» اجازهٔ ${grant} را تنها بر رکوردهای خود می‌دهد و مسئول این یکی کس دیگری است.`,
        }
      : {
          en: `Role "${role}" grants ${grant} on records of the team only; its owner is in none of the user's teams.`,
          fa: `نقش «${role}» اجازهٔ ${grant} را تنها بر رکوردهای تیم می‌دهد و مسئول این یکی در تیم‌های او نیست.`,
        }
  if (isOwner)
    return {
      en: `Role "${role}" grants ${grant} on own records, and the user owns this one.`,
      fa: `نقش «${role}» اجازهٔ ${grant} را بر رکوردهای خود می‌دهد و مسئول این یکی خود اوست.`,
    }
  const [enWay, faWay] =
    OWNED_ENTITIES.includes(entity) && reach === 'team'
      ? ['its owner is in the team, or it waits in a queue of the user', 'مسئولش در تیم است یا در صفی از صف‌های او منتظر است']
      : ['it waits without an owner in a queue of the user', 'بی‌مسئول در صفی از صف‌های او منتظر است']
  return { en: `Role "${role}" grants ${grant}: ${enWay}.`, fa: `نقش «${role}» اجازهٔ ${grant} می‌دهد: ${faWay}.` }
}
