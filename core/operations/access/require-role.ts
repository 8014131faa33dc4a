import { ROLES } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { type Text, textIn } from '../../model/text/localized-text.js'

/** Roles that a user can be given, with what they are called: those of rule files, and the four that are always there. */
export function knownRoles({ rules }: Pick<Engine, 'rules'>, language: string): readonly { id: string; title: string }[] {
  const { roles } = rules()
  const ids = [...new Set([...ROLES, ...Object.keys(roles)])]
  return ids.map((id) => ({
    id,
    title: textIn((Object.hasOwn(roles, id) ? roles[id]?.title : undefined) ?? (id as Text), language),
  }))
}

/** @throws {CrmError} USER_INVALID for a role that nobody declared. */
export function requireRole(engine: Pick<Engine, 'rules'>, role: string): void {
  const known = knownRoles(engine, 'en').map(({ id }) => id)
  if (known.includes(role)) return
  const near = didYouMean(role, known)
  throw new CrmError(
    'USER_INVALID',
    {
      en: `role: There is no role "${role}".${near ? ` Did you mean "${near}"?` : ''} Known: ${known.join(', ')}.`,
      fa: `role: نقشی به نام «${role}» نیست.${near ? ` آیا منظور «${near}» بود؟` : ''} شناخته‌ها: ${known.join('، ')}.`,
    },
    { details: { field: 'role' } },
  )
}
