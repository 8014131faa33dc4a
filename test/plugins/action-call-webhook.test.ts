import { describe, expect, test } from 'vitest'
import { isOutsideError, type OutboundRequest } from '../../core/plugin-api/index.js'
import { aLead, recordingContext, SAMPLE_NOW, testAction } from '../../core/testing/contracts/index.js'
import { callWebhook } from '../../plugins/action-call-webhook/call-webhook.js'
import { signWebhook } from '../../plugins/action-call-webhook/sign-webhook.js'

const usual = { url: 'https://hooks.example.com/lead', method: 'POST', event: 'lead' } as const
testAction({ action: callWebhook, params: usual })

type Params = Parameters<typeof callWebhook.perform>[0]['params']
const request = (params: Params, lead = aLead()) => ({ lead, params, idempotencyKey: 'l-1:sla/first:1:0', rule: 'sla/first' })

async function sent(
  params: Params,
  options: Parameters<typeof recordingContext>[0] = {},
  lead = aLead(),
): Promise<[string, Required<OutboundRequest>]> {
  const context = recordingContext(options)
  await callWebhook.perform(request(params, lead), context)
  return context.calls[0]?.args as [string, Required<OutboundRequest>]
}

test('the lead is sent as JSON under the idempotency key', async () => {
  const [url, { method, headers, body }] = await sent({ ...usual, event: 'lead.hot' })
  expect([url, method]).toEqual(['https://hooks.example.com/lead', 'POST'])
  expect(headers).toEqual({ 'content-type': 'application/json; charset=utf-8', 'webhook-id': 'l-1:sla/first:1:0' })
  expect(JSON.parse(body)).toEqual({ type: 'lead.hot', lead: aLead() })
})

test('what only the system uses stays here', async () => {
  const [, { body }] = await sent(usual, {}, aLead({ nameKey: 'sara|acme', rulesTrue: ['a/b'], nextChangeAt: 1 }))
  expect(JSON.parse(body)).toEqual({ type: 'lead', lead: aLead() })
})

describe('a signature', () => {
  test('covers id, time and body with the named secret', async () => {
    const [, { headers, body }] = await sent({ ...usual, secret: 'shop' }, { secrets: { shop: 'whsec_c2VjcmV0' } })
    const timestamp = Math.floor(SAMPLE_NOW / 1_000)
    expect(headers).toMatchObject(signWebhook(body, { id: 'l-1:sla/first:1:0', secret: 'whsec_c2VjcmV0', timestamp }))
    expect(headers['webhook-timestamp']).toBe(String(timestamp))
  })

  test('is the one that the Standard Webhooks libraries give', () => {
    const signed = signWebhook('{"test": 2432232314}', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      timestamp: 1_614_265_330,
    })
    expect(signed['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('with a secret that is not there is an error and sends nothing', async () => {
    const context = recordingContext()
    await expect(callWebhook.perform(request({ ...usual, secret: 'shop' }), context)).rejects.toThrow('There is no secret "shop"')
    expect(context.calls).toEqual([])
  })
})

describe('a failure', () => {
  const failing = async (options: Parameters<typeof recordingContext>[0]): Promise<unknown> =>
    Promise.resolve(callWebhook.perform(request(usual), recordingContext(options))).catch((thrown: unknown) => thrown)

  test.each([301, 400, 404, 503])('is an answer of %i', async (status) => {
    const error = await failing({ fetch: () => ({ status, headers: {}, body: '' }) })
    expect(error).toMatchObject({ message: `https://hooks.example.com/lead answered ${status}.` })
    expect(isOutsideError(error)).toBe(true)
  })

  test('is a line that is down', async () => {
    const error = await failing({ fetch: () => Promise.reject(new Error('connection refused')) })
    expect(error).toMatchObject({ message: 'https://hooks.example.com/lead could not be reached: connection refused' })
    expect(isOutsideError(error)).toBe(true)
  })
})
