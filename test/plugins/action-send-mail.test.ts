import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CrmErrors } from '../../core/errors.js'
import { isOutsideError, type Lead, type MailTemplate } from '../../core/plugin-api/index.js'
import { createPlugin } from '../../core/registry/index.js'
import { aLead, type RecordingContextOptions, recordingContext, testAction } from '../../core/testing/contracts/index.js'
import { actionSendMail } from '../../plugins/action-send-mail/index.js'

const REPEAT = 'l-1:nurture/welcome:1:0'
const usual = { to: 'lead', subject: 'Hello {{lead.name}}', body: 'Welcome, {{lead.name}}.' }
const suiteFolder = await mkdtemp(join(tmpdir(), 'sarnakh-mail-'))
afterAll(() => rm(suiteFolder, { recursive: true, force: true }))

function actionWith(options: Readonly<Record<string, unknown>>) {
  const action = createPlugin(actionSendMail, options).actions?.['mail.send']
  if (!action) throw new Error('The plugin gives no mail.send.')
  return action
}

testAction({ action: actionWith({}), params: usual, contextFor: () => recordingContext({ dataFolder: suiteFolder }) })

let dataFolder = ''
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'sarnakh-mail-'))
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

/** Performs `mail.send` once; answers what was asked of the context. */
async function send({
  lead = aLead(),
  params = {},
  options = {},
  context = {},
}: {
  lead?: Lead
  params?: Readonly<Record<string, unknown>>
  options?: Readonly<Record<string, unknown>>
  context?: RecordingContextOptions
} = {}) {
  const recording = recordingContext({ dataFolder, ...context })
  const request = { lead, params: { ...usual, ...params }, idempotencyKey: REPEAT, rule: 'nurture/welcome' }
  await actionWith({ from: 'sales@example.com', ...options }).perform(request, recording)
  return recording.calls
}

async function captured(): Promise<readonly string[]> {
  const files = await readdir(join(dataFolder, 'mail')).catch(() => [])
  return Promise.all(files.map((file) => readFile(join(dataFolder, 'mail', file), 'utf8')))
}

describe('a captured mail', () => {
  test('is an .eml file with its texts filled in', async () => {
    await send({ options: { fromName: 'Sales' } })
    const [mail] = await captured()
    expect(mail).toContain('From: Sales <sales@example.com>')
    expect(mail).toContain('To: sara@example.com')
    expect(mail).toContain('Subject: Hello Sara Ahmadi')
    expect(mail).toContain('Date: Mon, 05 Jan 2026 09:00:00 +0000')
    expect(mail).toContain('Welcome, Sara Ahmadi.')
    expect(await readdir(join(dataFolder, 'mail'))).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.eml$/)])
  })

  test('is written over by a repeat', async () => {
    await send()
    const first = await captured()
    await send()
    expect(await captured()).toEqual(first)
    expect(first).toHaveLength(1)
  })

  test('is in the language of the lead', async () => {
    const params = { subject: { en: 'Hello', fa: 'سلام' }, body: { en: 'Welcome', fa: 'خوش آمدید' } }
    await send({ lead: aLead({ language: 'fa' }), params })
    const [mail = ''] = await captured()
    expect(mail).toContain(`Subject: =?UTF-8?B?${Buffer.from('سلام').toString('base64')}?=`)
    expect(mail).not.toContain('Welcome')
  })

  test('stands in the timeline', async () => {
    const [noted] = await send()
    expect(noted?.method).toBe('crm.noteMail')
    expect(noted?.args[0]).toMatchObject({
      leadId: aLead().id,
      messageId: expect.stringMatching(/^<[0-9a-f]{32}@example\.com>$/),
      from: 'sales@example.com',
      to: 'sara@example.com',
      subject: 'Hello Sara Ahmadi',
      recipient: 'lead',
    })
  })

  test('keeps the line ends of a lead out of its headers', async () => {
    await send({ lead: aLead({ name: 'Sara\r\nBcc: everybody@example.com' }) })
    const [mail = ''] = await captured()
    expect(mail.slice(0, mail.indexOf('\n\n'))).not.toMatch(/^Bcc:/m)
  })

  test('goes to the owner where the rule says so', async () => {
    const aggregate = () => [{ email: 'owner@example.com', users: 1 }]
    await send({ lead: aLead({ ownerId: 'u-1' }), params: { to: 'owner' }, context: { aggregate } })
    expect((await captured())[0]).toContain('To: owner@example.com')
  })
})

describe('a template', () => {
  const welcome: MailTemplate = {
    id: 'welcome',
    title: { en: 'Welcome' },
    subject: { en: 'Hi {{lead.name|there}}', fa: 'سلام {{lead.name|دوست}}' },
    blocks: [
      { paragraph: { en: 'From {{lead.company|your company}}', fa: 'از {{lead.company|شرکت شما}}' } },
      { button: { text: { en: 'Go', fa: 'برو' }, url: 'https://example.com/?who={{lead.name}}' } },
    ],
  }
  const context: RecordingContextOptions = { mails: { welcome } }
  const params = { subject: undefined, body: undefined, template: 'welcome' }

  test('is sent as HTML and as plain text, with the way out that mailboxes know', async () => {
    await send({ lead: aLead({ name: '<i>Sara</i>' }), params, context })
    const [mail = ''] = await captured()
    const text = mail.replaceAll('=\n', '').replaceAll('=3D', '=')
    expect(text).toContain('multipart/alternative')
    expect(text).toContain('List-Unsubscribe: <https://crm.example.com/u/token>')
    expect(text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(text).toContain('https://example.com/?who=%3Ci%3ESara%3C%2Fi%3E')
    expect(text).not.toContain('<i>Sara</i></bdi>')
  })

  test('that answers somebody carries no such headers', async () => {
    await send({ params, context: { mails: { welcome: { ...welcome, purpose: 'service' } } } })
    expect((await captured())[0]).not.toContain('List-Unsubscribe')
  })

  test('that does not exist makes the action fail', async () => {
    await expect(send({ params: { ...params, template: 'gone' }, context })).rejects.toThrow('There is no mail "gone".')
  })

  test.each(['suppressed', 'no-consent', 'left-sequence'] as const)('is not sent where it is %s', async (mailRefused) => {
    const [activity] = await send({ params, context: { ...context, mailRefused } })
    expect(await captured()).toEqual([])
    expect(activity?.args[0]).toMatchObject({ type: 'mail.skipped', details: { reason: mailRefused, template: 'welcome' } })
  })

  test('that went out before is not sent, nor told of, a second time', async () => {
    expect(await send({ params, context: { ...context, mailRefused: 'sent-before' } })).toEqual([])
    expect(await captured()).toEqual([])
  })
})

describe('no mail', () => {
  test.each([
    ['to a lead that wants none', { doNotEmail: true }, 'lead', 'do-not-email'],
    ['to a lead whose address is none', { email: 'nobody' }, 'lead', 'no-address'],
    ['to two addresses in one field', { email: 'a@example.com, b@example.com' }, 'lead', 'no-address'],
    ['to an owner that a lead does not have', {}, 'owner', 'no-owner'],
    ['to an owner without an address', { ownerId: 'u-1' }, 'owner', 'no-address'],
  ])('goes %s, and the timeline says why', async (_, values, to, reason) => {
    const [activity] = await send({ lead: aLead(values), params: { to } })
    expect(await captured()).toEqual([])
    expect(activity?.args[0]).toMatchObject({ type: 'mail.skipped', details: { to, reason } })
  })

  test('to a lead that wants none still lets the owner have one', async () => {
    const aggregate = () => [{ email: 'owner@example.com', users: 1 }]
    await send({ lead: aLead({ doNotEmail: true, ownerId: 'u-1' }), params: { to: 'owner' }, context: { aggregate } })
    expect(await captured()).toHaveLength(1)
  })
})

describe('a mail server', () => {
  interface Received {
    readonly text: string
    readonly to: readonly string[]
  }
  let server: SMTPServer
  let received: Received[]
  let port = 0

  beforeEach(async () => {
    received = []
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        done(
          address === 'full@example.com'
            ? new Error('Mailbox full')
            : address === 'gone@example.com'
              ? new Error('5.1.1 No such user')
              : null,
        ),
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          received.push({
            text: Buffer.concat(chunks).toString('utf8'),
            to: session.envelope.rcptTo.map(({ address }) => address),
          })
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.server.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  afterEach(() => new Promise<void>((resolve) => server.close(resolve)))

  const smtp = () => ({ capture: false, host: 'mail.example.com', port })
  const toLoopback: RecordingContextOptions = { resolveHost: () => '127.0.0.1' }

  test('gets the mail at the address that the host was resolved to', async () => {
    const asked: string[] = []
    const resolveHost = (host: string) => {
      asked.push(host)
      return '127.0.0.1'
    }
    await send({ options: smtp(), context: { resolveHost } })
    expect(asked).toEqual(['mail.example.com'])
    expect(received).toMatchObject([{ to: ['sara@example.com'], text: expect.stringContaining('Subject: Hello Sara Ahmadi') }])
    expect(await captured()).toEqual([])
  })

  test('gets a repeat under the same Message-ID', async () => {
    await send({ options: smtp(), context: toLoopback })
    await send({ options: smtp(), context: toLoopback })
    const ids = received.map(({ text }) => /^Message-ID: (.+)$/im.exec(text)?.[1])
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@example\.com>$/)
    expect(ids).toEqual([ids[0], ids[0]])
  })

  test('that refuses makes the action fail, which is not held against the plugin', async () => {
    const error: unknown = await send({ lead: aLead({ email: 'full@example.com' }), options: smtp(), context: toLoopback }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ message: expect.stringContaining('Mailbox full') })
    expect(isOutsideError(error)).toBe(true)
  })

  test('that says the address is nobody is believed: it is noted as a bounce, and the mail is not tried again', async () => {
    const [call] = await send({ lead: aLead({ email: 'gone@example.com' }), options: smtp(), context: toLoopback })
    expect(call?.method).toBe('crm.noteBounce')
    expect(call?.args[0]).toMatchObject({ address: 'gone@example.com', reason: expect.stringContaining('5.1.1') })
  })

  test('that may not be reached is not asked', async () => {
    const resolveHost = () => Promise.reject(new Error('not a public address'))
    await expect(send({ options: smtp(), context: { resolveHost } })).rejects.toThrow('not a public address')
    expect(received).toEqual([])
  })

  test('without encryption never hears the password', async () => {
    const heard: string[] = []
    server.onAuth = (_auth, _session, done) => {
      heard.push('password')
      done(null, { user: 'sales' })
    }
    const options = { ...smtp(), user: 'sales', passwordSecret: 'mail' }
    await expect(send({ options, context: { ...toLoopback, secrets: { mail: 's3cret' } } })).rejects.toThrow('STARTTLS')
    expect(heard).toEqual([])
  })

  test('with a password that is not there is not asked', async () => {
    await expect(send({ options: { ...smtp(), user: 'sales', passwordSecret: 'mail' }, context: toLoopback })).rejects.toThrow(
      'There is no secret "mail"',
    )
  })
})

test('sending without a mail server is refused at start', () => {
  expect(() => actionWith({ capture: false })).toThrow(CrmErrors)
})
