import { type AggregateRow, CrmError, type CrmReader, defineAction, isRefusal } from '../../core/plugin-api/index.js'

/** Gives the lead to one person: by e-mail or id, or to the manager of who has it. */
export const assignLead = defineAction({
  label: { en: 'Give to one person', fa: 'واگذاری به یک نفر' },
  params: {
    to: {
      type: 'string',
      label: { en: 'To', fa: 'به' },
      description: {
        en: '"manager" of the owner, a user\'s e-mail or id',
        fa: '«manager» یعنی سرپرست مسئول؛ یا ایمیل یا شناسهٔ کاربر',
      },
      required: true,
    },
  },
  async perform({ lead, params: { to }, idempotencyKey }, { crm, log }) {
    const ownerId = to === 'manager' ? await managerOf(crm, lead.ownerId) : await userNamed(crm, to)
    if (ownerId === undefined) {
      log('The lead stays where it is: its owner has no active manager.', { lead: lead.id })
      return
    }
    const answer = await crm.updateLead(lead.id, { ownerId }, idempotencyKey)
    if (isRefusal(answer)) log('The lead was not given away.', { why: answer.refused })
  },
})

const users = (crm: CrmReader, field: string, value: string): Promise<readonly AggregateRow[]> =>
  crm.aggregate({
    entity: 'user',
    groupBy: ['id', 'managerId', 'active'],
    where: { all: [{ fact: 'user', path: `$.${field}`, operator: 'equal', value }] },
    measures: { n: { count: true } },
  })

async function managerOf(crm: CrmReader, ownerId: string | undefined): Promise<string | undefined> {
  if (ownerId === undefined) return undefined
  const [owner] = await users(crm, 'id', ownerId)
  if (typeof owner?.['managerId'] !== 'string') return undefined
  const [manager] = await users(crm, 'id', owner['managerId'])
  return manager?.['active'] === false ? undefined : owner['managerId']
}

async function userNamed(crm: CrmReader, name: string): Promise<string> {
  const [found] = await users(crm, name.includes('@') ? 'email' : 'id', name)
  if (found) return String(found['id'])
  throw new CrmError('USER_UNKNOWN', `There is no user ${name.slice(0, 100)}.`)
}
