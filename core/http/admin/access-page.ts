import { CrmError } from '../../errors.js'
import type { Lead } from '../../model/entities/lead.js'
import { textIn } from '../../model/text/localized-text.js'
import { EXPLAINED_ENTITIES, explainAccess, knownRoles, listUsers, recordName } from '../../operations/index.js'
import { leadName } from './lead-row.js'
import { recordHref } from './records/record-screen.js'
import { showPage, wordsOf } from './show-page.js'
import { seenCrm, signedIn } from './signed-in.js'

/** Why somebody sees a record, or does not: the answers for the person who is chosen. */
export const accessPage = signedIn(async (c, { actor, user }) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const { entity: named = '', id = '' } = c.req.param() as Readonly<Record<string, string>>
  const entity = EXPLAINED_ENTITIES.find((each) => each === named)
  if (!entity) throw new CrmError('HTTP_NOT_FOUND', `There are no records "${named.slice(0, 60)}".`)
  const users = await listUsers(crm, { actor })
  const asked = c.req.query('user')?.trim() || user.id
  const why = await explainAccess(crm, { actor, userId: asked, entity, id })
  const record = await seenCrm(c).store.records.get(entity, id)
  const fields = crm.fields[entity]
  const name = record ? (entity === 'lead' ? leadName(record as Lead) : recordName(record, language)) : id
  const words = wordsOf(c)
  const data = {
    entity,
    id,
    name,
    href: entity === 'lead' ? `/leads/${id}` : recordHref(entity, id),
    users: users.map((each) => ({ id: each.id, name: each.name })),
    user: { id: why.user.id, name: why.user.name },
    role: knownRoles(crm, language).find((role) => role.id === why.role)?.title ?? why.role,
    answers: why.answers.map(({ action, allowed, because }) => ({ action, allowed, because: textIn(because, language) })),
    hidden: why.hidden.map((field) => textIn(fields[field]?.label ?? field, language)),
  }
  return showPage(c, 'admin/access', { title: words('access.title', { user: why.user.name, record: name }), data })
})
