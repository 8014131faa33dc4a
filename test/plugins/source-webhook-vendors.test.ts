import { createHmac } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capture } from '../../core/intake/capture.js'
import type { Lead } from '../../core/model/entities/lead.js'
import { packageRoot } from '../../core/package-root.js'
import { isRefusal, type RawCapture } from '../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm } from '../../core/testing/index.js'
import { verifyUrlAndForm } from '../../plugins/source-webhook/verify-url-and-form.js'

const PAYLOADS = join(packageRoot(), '../shared/data/webhooks')
const hasPayloads = await access(PAYLOADS).then(
  () => true,
  () => false,
)
if (!hasPayloads) console.info('Skipped: the payloads of vendors are not beside the repository (../shared/data/webhooks).')

/** The cases of the vendor's own library. */
interface Vectors {
  readonly auth_token: string
  readonly cases: readonly {
    readonly name: string
    readonly url: string
    readonly params?: Readonly<Record<string, string | readonly string[]>>
    readonly body?: string
    readonly signature: string
    readonly valid: boolean
  }[]
}

const formOf = (params: Vectors['cases'][number]['params'] = {}): string =>
  String(
    new URLSearchParams(
      Object.entries(params).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    ),
  )

const SECRETS = {
  META_APP: 'app',
  TYPEFORM: 'form',
  GOOGLE_ADS_KEY: '... bakerGoogleWebHookValue 123456',
  CRISP: 'crisp',
  TWILIO: '12345',
}

/** What the vendor would have signed it with; nothing where it signs nothing. */
function signature(mapping: string, body: Uint8Array, now: number): Record<string, string> {
  const hmac = (secret: string, text: string | Uint8Array, encoding: 'hex' | 'base64') =>
    createHmac('sha256', secret).update(text).digest(encoding)
  if (mapping === 'meta-lead-ads-page') return { 'x-hub-signature-256': `sha256=${hmac(SECRETS.META_APP, body, 'hex')}` }
  if (mapping === 'typeform') return { 'typeform-signature': `sha256=${hmac(SECRETS.TYPEFORM, body, 'base64')}` }
  if (mapping !== 'crisp') return {}
  const signed = hmac(SECRETS.CRISP, `[${now};${Buffer.from(body).toString('utf8')}]`, 'hex')
  return { 'x-crisp-signature': signed, 'x-crisp-request-timestamp': String(now) }
}

describe.skipIf(!hasPayloads)('a payload as its vendor sends it', () => {
  let opened: TestCrm
  beforeAll(async () => {
    for (const [name, value] of Object.entries(SECRETS)) process.env[`SARNAKH_SECRET_${name}`] = value
    opened = await openTestCrm()
  })
  afterAll(async () => {
    for (const name of Object.keys(SECRETS)) delete process.env[`SARNAKH_SECRET_${name}`]
    await opened?.close()
  })

  /** Sends a file through the door of a mapping; answers the state of each submission and the leads. */
  async function send(mapping: string, file: string): Promise<{ states: readonly string[]; leads: readonly Lead[] }> {
    const { crm } = opened
    const contentType = file.endsWith('.txt') ? 'application/x-www-form-urlencoded' : 'application/json'
    const body = await readFile(join(PAYLOADS, file))
    const captured = await capture(crm, {
      source: 'webhook',
      raw: { channel: mapping, contentType, headers: signature(mapping, body, crm.now()), query: {}, body },
    })
    if (isRefusal(captured)) throw new Error(captured.refused)
    await opened.settle()
    const rows = await Promise.all(captured.submissions.map(({ submissionId }) => crm.store.journal.get(submissionId)))
    expect(rows.map((row) => row?.problem)).toEqual(rows.map(() => undefined))
    const ids = [...new Set(rows.flatMap((row) => row?.leadId ?? []))]
    return {
      states: captured.submissions.map(({ status }) => status),
      leads: (await crm.store.records.getMany('lead', ids)) as readonly Lead[],
    }
  }

  test('Meta: one lead id twice in one post is one lead', async () => {
    const { states, leads } = await send('meta-lead-ads-page', 'meta/leadgen_webhook_ui_test_same_id_twice.json')
    expect(states).toEqual(['new', 'repeated'])
    expect(leads).toMatchObject([{ externalId: '444444444444', source: 'meta-lead-ads' }])
  })

  test('Meta: two lead ids in one post are two leads', async () => {
    const { states, leads } = await send('meta-lead-ads-page', 'meta/leadgen_webhook_two_changes.json')
    expect(states).toEqual(['new', 'new'])
    expect(leads.map(({ externalId }) => externalId).sort()).toEqual(['123123123123', '123123123124'])
  })

  test.each([
    ['meta-lead-ads', 'meta/lead_retrieval.json'],
    ['meta-lead-ads-bulk', 'meta/lead_retrieval_bulk.json'],
  ])('Meta: %s reads the answers by name', async (mapping, file) => {
    expect((await send(mapping, file)).leads).toMatchObject([
      { name: 'Joe Example', email: 'joe@example.com', source: 'meta-lead-ads' },
    ])
  })

  test('Google Ads: answers by column, the click kept with the touch', async () => {
    const { leads } = await send('google-ads', 'google_ads/webhook_with_source_and_submit_time.json')
    expect(leads).toMatchObject([{ name: 'Jane Doe', email: 'jane@example.com', phone: '+11234567890', source: 'google-ads' }])
    const touches = await opened.crm.store.records.list('touch', { limit: 50 })
    expect(touches.records.find(({ leadId }) => leadId === leads[0]?.id)).toMatchObject({ utmSource: 'google', clickId: '...' })
  })

  test('Google Ads: the test button of a form with work questions', async () => {
    const { leads } = await send('google-ads', 'google_ads/test_lead_company_work_email_job.json')
    expect(leads).toMatchObject([{ company: 'CompanyName', jobTitle: 'JobTitle', email: 'work-test@example.com' }])
  })

  test('Typeform: answers by the kind of question', async () => {
    expect((await send('typeform', 'typeform/captured_event_one_field.json')).leads).toMatchObject([{ name: 'NAME NAME' }])
    const { leads } = await send('typeform', 'typeform/docs_form_response_13_fields.json')
    expect(leads).toMatchObject([{ externalId: 'a3a12ec67a1365927098a606107fac15', source: 'typeform' }])
    expect(leads[0]?.email).toMatch(/@/)
  })

  test.each(['elementor/flat_form_fields.json', 'elementor/flat_form_fields.urlencoded.txt'])('Elementor: %s', async (file) => {
    expect((await send('elementor', file)).leads).toMatchObject([
      { name: 'Teste', email: 'teste@example.com', phone: '(85) 98769-0000' },
    ])
  })

  test('Elementor: the form in JSON and in URL encoding is one lead', async () => {
    const json = await send('elementor', 'elementor/flat_form_fields.json')
    const form = await send('elementor', 'elementor/flat_form_fields.urlencoded.txt')
    expect(form.leads.map(({ id }) => id)).toEqual(json.leads.map(({ id }) => id))
  })

  test('Crisp: a message of a visitor is a lead with the message on its timeline', async () => {
    const { leads } = await send('crisp', 'crisp/message_send.json')
    expect(leads).toMatchObject([{ name: 'visitor607', source: 'chat' }])
    const { activities } = await opened.profile(leads[0]?.id ?? '')
    expect(activities.find(({ type }) => type === 'chat.inbound')).toMatchObject({ direction: 'inbound', at: 1632396148646 })
  })

  test('Twilio: its own signatures, those that hold and those that do not', async () => {
    const vectors = JSON.parse(await readFile(join(PAYLOADS, 'twilio/signature_vectors.json'), 'utf8')) as Vectors
    expect(vectors.cases.length).toBeGreaterThan(5)
    for (const { name, url, params, body, signature: given, valid } of vectors.cases) {
      const raw: RawCapture = {
        ...{ channel: 'twilio-calls', method: 'POST', url, query: {}, headers: { 'x-twilio-signature': given } },
        contentType: body === undefined ? 'application/x-www-form-urlencoded' : 'application/json',
        body: Buffer.from(body ?? formOf(params)),
      }
      const refusal = verifyUrlAndForm(raw, { header: 'X-Twilio-Signature', secrets: [vectors.auth_token] })
      expect([name, refusal === undefined]).toEqual([name, valid])
    }
  })

  test('a form that only changes a check box is held back, not made a lead', async () => {
    await expect(send('meta-lead-ads-page', 'meta/custom_disclaimer_responses.json')).rejects.toThrow()
  })
})
