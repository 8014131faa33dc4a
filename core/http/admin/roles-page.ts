import { coreEntities } from '../../model/entities/index.js'
import { GRANTED_ENTITIES, type GrantedEntity, type Reach } from '../../model/role.js'
import { textIn } from '../../model/text/localized-text.js'
import { listRoles } from '../../operations/index.js'
import { describeConditions } from '../../rule-engine/index.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

/** What each role allows, as a table of roles and records, and who has it. */
export const rolesPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const { language, timeZone, calendar } = c.get('reader')
  const words = wordsOf(c)
  const roles = await listRoles(crm, { actor })
  const reachText = (reach: Reach | undefined): string => {
    if (reach === undefined) return words('access.reach.none')
    if (typeof reach === 'string') return words(`access.reach.${reach}`)
    return describeConditions(crm.rules(), reach, { language, timeZone, calendar })
  }
  const fieldName = (entity: GrantedEntity, field: string) =>
    textIn((entity === 'sequence' ? undefined : crm.fields[entity][field]?.label) ?? field, language)
  const data = {
    entities: GRANTED_ENTITIES.map((entity) =>
      entity === 'sequence' ? words('shell.nav.sequences') : textIn(coreEntities[entity].labelPlural, language),
    ),
    roles: roles.map(({ id, title, description, entities, may, users }) => ({
      id,
      title: textIn(title, language),
      description: description ? textIn(description, language) : '',
      grants: GRANTED_ENTITIES.map((entity) => ({
        read: reachText(entities[entity]?.read),
        write: reachText(entities[entity]?.write),
        hidden: (entities[entity]?.hidden ?? []).map((field) => fieldName(entity, field)),
      })),
      may,
      users,
    })),
  }
  return showPage(c, 'admin/roles', { title: words('access.roles'), data })
})
