import { SYSTEM } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { listApiKeys, revokeApiKey } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { withCrm } from '../with-crm.js'

/** Ends a key at once. */
export const keyRevoke = defineCommand({
  name: 'key revoke',
  usage: '<id>',
  async run(call) {
    const id = idOf(call.args[0] ?? '')
    const name = await withCrm(call, async (crm) => {
      const key = (await listApiKeys(crm, { actor: SYSTEM })).find((each) => each.id === id)
      if (!key || !(await revokeApiKey(crm, { actor: SYSTEM, id })))
        throw new CrmError('API_KEY_UNKNOWN', `There is no key "${id}".`, { details: { id } })
      return key.name
    })
    answer(call, { json: { revoked: id, name }, text: call.words.key.revoked(name) })
    return EXIT.ok
  },
})

/** Whoever ends a key that got lost has the key itself at hand rather than its id. */
const idOf = (typed: string): string => /^lk_([A-Za-z0-9-]+)_/.exec(typed)?.[1] ?? typed
