import { SYSTEM } from '../../access/index.js'
import { GRANTED_ENTITIES, type Reach } from '../../model/role.js'
import { textIn } from '../../model/text/localized-text.js'
import { listRoles, type ShownRole } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

/** Lists the roles: how far each reads and writes, and who has it. */
export const roleList = defineCommand({
  name: 'role list',
  run: (call) =>
    withCrm(call, async (crm) => {
      const roles = await listRoles(crm, { actor: SYSTEM })
      const { columns } = call.words.access
      const titles = [columns.role, ...GRANTED_ENTITIES, columns.users].map((title) => ({ title }))
      answer(call, {
        json: { roles },
        text: formatTable(
          titles,
          roles.map((role) => rowOf(call, role)),
        ),
      })
      return EXIT.ok
    }),
})

function rowOf({ language, words }: CommandCall<object>, { title, entities, users }: ShownRole): readonly string[] {
  const grants = GRANTED_ENTITIES.map((entity) => {
    const { read, write } = entities[entity] ?? {}
    return `${reachText(read)}/${reachText(write)}`
  })
  return [textIn(title, language), ...grants, users.map(({ name }) => name).join(words.values.comma)]
}

const reachText = (reach: Reach | undefined): string => (reach === undefined ? '-' : typeof reach === 'string' ? reach : 'if')
