import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { record } from '../../core/intake/capture.js'
import {
  addEndpoint,
  createRecord,
  listDeliveries,
  listEndpoints,
  redeliver,
  renewSecret,
  switchEndpoint,
  updateLead,
} from '../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../core/testing/index.js'
import { eachDatabase } from '../support/databases.js'
import { openReceiver, type ReceivedCall, type Receiver } from '../support/receiver.js'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

const CONFIG = { allowHosts: ['127.0.0.1'] }
const events = (receiver: Receiver) => receiver.calls.map(({ body }) => JSON.parse(body).type as string)

function isSignedBy({ headers, body }: ReceivedCall, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = `v1,${createHmac('sha256', key).update(content).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(expected)
}

eachDatabase((database) => {
  async function open(): Promise<TestCrm> {
    const crm = await openTestCrm({ connection: await database.newConnection(), config: CONFIG })
    opened.push(crm)
    return crm
  }
  async function receiving(...args: Parameters<typeof openReceiver>): Promise<Receiver> {
    const receiver = await openReceiver(...args)
    opened.push(receiver)
    return receiver
  }
  const deliveriesOf = async (crm: TestCrm) => (await listDeliveries(crm.crm, { actor: SYSTEM })).records

  describe('webhooks to other systems', () => {
    test('vtiger-11, terms-3: other systems hear of leads and customers, signed, in order, each event once', async () => {
      const test = await open()
      const receiver = await receiving()
      const { secret } = await addEndpoint(test.crm, {
        actor: SYSTEM,
        endpoint: { url: `${receiver.url}/hook`, events: ['lead.captured', 'lead.statusChanged', 'account.created'] },
      })
      const [lead] = await test.capture('api', { values: { name: 'Sara', email: 'sara@example.com' } })
      await updateLead(test.crm, { actor: SYSTEM, id: lead?.id ?? '', changes: { status: 'contacted' } })
      await createRecord(test.crm, { actor: SYSTEM, entity: 'account', values: { name: 'Pars' } })
      await test.settle()
      expect(events(receiver).toSorted()).toEqual(['account.created', 'lead.captured', 'lead.statusChanged'])
      const ofLead = receiver.calls.filter(({ body }) => JSON.parse(body).data.lead?.id === lead?.id)
      expect(ofLead.map(({ body }) => JSON.parse(body).type)).toEqual(['lead.captured', 'lead.statusChanged'])
      expect(JSON.parse(ofLead[1]?.body ?? '').data).toMatchObject({ from: 'not-contacted', lead: { status: 'contacted' } })
      expect(receiver.calls.every((call) => isSignedBy(call, secret))).toBe(true)
      expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
      expect((await deliveriesOf(test)).every(({ state }) => state === 'done')).toBe(true)
    })

    test('a receiver that fails is tried again, later events about the same lead wait for it, others do not', async () => {
      const test = await open()
      let isDown = true
      const receiver = await receiving((_call, response) => response.writeHead(isDown ? 503 : 200).end())
      const well = await receiving()
      for (const { url } of [receiver, well]) {
        await addEndpoint(test.crm, { actor: SYSTEM, endpoint: { url, events: ['lead.captured', 'lead.statusChanged'] } })
      }
      const [lead] = await test.capture('api', { values: { name: 'Sara', email: 'sara@example.com' } })
      await updateLead(test.crm, { actor: SYSTEM, id: lead?.id ?? '', changes: { status: 'contacted' } })
      await test.settle()
      expect(events(receiver)).toEqual(['lead.captured'])
      expect(events(well)).toEqual(['lead.captured', 'lead.statusChanged'])
      isDown = false
      await test.pass('PT6S')
      expect(events(receiver)).toEqual(['lead.captured', 'lead.captured', 'lead.statusChanged'])
      const ids = receiver.calls.map(({ headers }) => headers['webhook-id'])
      expect(ids[0]).toBe(ids[1])
    })

    test('one that never recovers is given up after ten tries, is shown, and goes out again by hand under its id', async () => {
      const test = await open()
      let isDown = true
      const receiver = await receiving((_call, response) => response.writeHead(isDown ? 500 : 200).end())
      await addEndpoint(test.crm, { actor: SYSTEM, endpoint: { url: receiver.url, events: ['lead.captured'] } })
      await test.capture('api', { values: { name: 'Sara', email: 'sara@example.com' } })
      for (let round = 0; round < 12; round += 1) await test.pass('P1DT1H')
      const [given] = await deliveriesOf(test)
      expect(given).toMatchObject({ state: 'dead', attempts: 10, answerStatus: 500, problem: 'It answered 500.' })
      isDown = false
      expect(await redeliver(test.crm, { actor: SYSTEM, id: given?.id ?? '' })).toBe(true)
      await test.settle()
      expect((await deliveriesOf(test))[0]).toMatchObject({ state: 'done', answerStatus: 200 })
      expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    })

    test('a receiver that is gone is switched off, what happens meanwhile waits, and switching on sends it', async () => {
      const test = await open()
      let status = 410
      const receiver = await receiving((_call, response) => response.writeHead(status).end())
      const { endpoint } = await addEndpoint(test.crm, {
        actor: SYSTEM,
        endpoint: { url: receiver.url, events: ['lead.captured'] },
      })
      await test.capture('api', { values: { name: 'A', email: 'a@example.com' } })
      const [off] = await listEndpoints(test.crm, { actor: SYSTEM })
      expect(off).toMatchObject({ active: false, switchedOffBy: 'gone' })
      await test.capture('api', { values: { name: 'B', email: 'b@example.com' } })
      status = 200
      await switchEndpoint(test.crm, { actor: SYSTEM, id: endpoint.id, state: 'on' })
      await test.capture('api', { values: { name: 'C', email: 'c@example.com' } })
      const names = receiver.calls.map(({ body }) => JSON.parse(body).data.lead.name as string)
      expect(names.slice(1)).toEqual(['C'])
    })

    test('redirects are not followed, and a slow receiver holds up nobody else', async () => {
      const test = await open()
      const inside = await receiving()
      const moved = await receiving((_call, response) => response.writeHead(302, { location: inside.url }).end())
      const slow = await receiving((_call, response) => void setTimeout(() => response.writeHead(200).end(), 400))
      const quick = await receiving()
      for (const { url } of [moved, slow, quick]) {
        await addEndpoint(test.crm, { actor: SYSTEM, endpoint: { url, events: ['lead.captured'] } })
      }
      const people = ['A', 'B', 'C', 'D', 'E', 'F']
      const submissions = people.map((name) => ({
        channel: 'test',
        payload: { values: { name, email: `${name}@example.com` } },
      }))
      await record(test.crm, { source: 'api', submissions })
      await test.settle()
      expect(inside.calls).toEqual([])
      expect([quick.calls.length, slow.calls.length]).toEqual([6, 6])
      const last = ({ calls }: Receiver) => Math.max(...calls.map(({ at }) => at))
      expect(last(quick)).toBeLessThan(last(slow))
    })

    test('while a key is renewed both sign, so that the receiver can change over', async () => {
      const test = await open()
      const receiver = await receiving()
      const { endpoint, secret } = await addEndpoint(test.crm, {
        actor: SYSTEM,
        endpoint: { url: receiver.url, events: ['*'] },
      })
      const next = await renewSecret(test.crm, { actor: SYSTEM, id: endpoint.id })
      await test.capture('api', { values: { name: 'A', email: 'a@example.com' } })
      const [call] = receiver.calls
      expect(call && isSignedBy(call, secret) && isSignedBy(call, next)).toBe(true)
      expect(JSON.stringify(await listEndpoints(test.crm, { actor: SYSTEM }))).not.toContain('whsec_')
    })

    test('an address that is none and an event that does not exist are refused with the way out', async () => {
      const test = await open()
      const add = (url: string, names: string[]) => addEndpoint(test.crm, { actor: SYSTEM, endpoint: { url, events: names } })
      await expect(add('nowhere', ['*'])).rejects.toMatchObject({ code: 'WEBHOOK_INVALID', details: { field: 'url' } })
      await expect(add('http://example.com/x', ['*'])).rejects.toThrow('is not encrypted')
      await expect(add('https://10.0.0.1/x', ['*'])).rejects.toThrow('is not on the public internet')
      await expect(add('https://example.com', ['lead.capture'])).rejects.toThrow('Did you mean "lead.captured"?')
      await expect(add('https://example.com', [])).rejects.toMatchObject({ code: 'WEBHOOK_INVALID' })
    })
  })
})
