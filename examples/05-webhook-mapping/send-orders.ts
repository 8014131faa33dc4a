import { createHmac } from 'node:crypto'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { capture } from 'sarnakh'
import { openTestCrm } from 'sarnakh/testing'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const SECRET = 'a secret that the shop and we know'

const ORDERS = {
  orders: [
    {
      number: 1001,
      customer: { first: 'Sara', last: 'Ahmadi', mail: 'sara@example.ir', city: 'Tehran' },
      total: 12,
      visit: { gclid: 'G-1' },
    },
    {
      number: 1002,
      customer: { first: 'Omar', last: 'Haddad', mail: 'omar@example.com', phone: '+44 20 7946 0001' },
      note: 'Gift wrap',
    },
  ],
}

/** Sends one signed post twice and one with a wrong signature, and tells what became of them. */
export async function sendOrders(): Promise<readonly string[]> {
  process.env['SARNAKH_SECRET_SHOP'] = SECRET
  const crm = await openTestCrm({ rules: [folder('../../rules'), folder('rules')] })
  const body = new TextEncoder().encode(JSON.stringify(ORDERS))
  const post = async (secret: string): Promise<string> => {
    const headers = { 'x-shop-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }
    const raw = { channel: 'shop', contentType: 'application/json', headers, query: {}, body }
    const answer = await capture(crm.crm, { source: 'webhook', raw })
    return 'refused' in answer ? answer.refused : answer.submissions.map(({ status }) => status).join(', ')
  }
  try {
    const answers = [await post(SECRET), await post(SECRET), await post('a guess')]
    await crm.settle()
    const { records } = await crm.crm.store.records.list('lead', { limit: 10, sort: { field: 'externalId', direction: 'asc' } })
    return [...answers, ...records.map((lead) => `${lead['externalId']}: ${lead['name']}, ${lead['email']}`)]
  } finally {
    await crm.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.info((await sendOrders()).join('\n'))
