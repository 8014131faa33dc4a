import { SYSTEM } from '../../access/index.js'
import { listQueues, listUsers } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

/** Lists the people who work here, with their roles and the queues they stand in. */
export const userList = defineCommand({
  name: 'user list',
  run: (call) =>
    withCrm(call, async (crm) => {
      const { columns, none } = call.words.user
      const { yes, no } = call.words.values
      const queues = await listQueues(crm, { actor: SYSTEM })
      const users = (await listUsers(crm, { actor: SYSTEM })).map((user) => ({
        ...user,
        queues: queues.flatMap(({ queue, members }) => (members.some(({ id }) => id === user.id) ? [queue.id] : [])),
      }))
      const table = formatTable(
        [columns.name, columns.email, columns.role, columns.queues, columns.active, columns.id].map((title) => ({ title })),
        users.map((user) => [user.name, user.email, user.role, user.queues.join(' '), user.active ? yes : no, user.id]),
      )
      answer(call, { json: { users }, text: users.length === 0 ? none : table })
      return EXIT.ok
    }),
})
