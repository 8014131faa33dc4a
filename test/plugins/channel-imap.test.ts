import { execFileSync, spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type InboundMail, isOutsideError } from '../../core/plugin-api/index.js'
import { createPlugin } from '../../core/registry/index.js'
import { type RecordingContextOptions, recordingContext } from '../../core/testing/contracts/index.js'
import { channelImap } from '../../plugins/channel-imap/index.js'

let dataFolder = ''
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'sarnakh-imap-'))
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

const NOW = Date.parse('2026-01-06T09:00:00Z')

/** A context whose table of reading places is a map. */
function contextWith(places: Map<string, readonly [string, number]>, more: RecordingContextOptions = {}) {
  const context = recordingContext({
    now: NOW,
    dataFolder,
    secrets: { MAILBOX: 'password' },
    resolveHost: () => '127.0.0.1',
    ...more,
  })
  const sql = async (statement: string, bindings: readonly (string | number | null)[] = []) => {
    const name = String(bindings[0])
    if (statement.startsWith('insert')) places.set(name, [String(bindings[1]), Number(bindings[2])])
    const place = places.get(name)
    return statement.startsWith('select') && place ? [{ uid_validity: place[0], last_uid: place[1] }] : []
  }
  return { ...context, sql }
}

function jobWith(options: Readonly<Record<string, unknown>>) {
  const base = { host: 'mail.example.com', user: 'crm', passwordSecret: 'MAILBOX', encryption: 'none', from: 'all' }
  const job = createPlugin(channelImap, { ...base, ...options }).jobs?.['read']
  if (!job) throw new Error('The plugin gives no job.')
  return job
}

async function read(options: Readonly<Record<string, unknown>>, places = new Map<string, readonly [string, number]>()) {
  const context = contextWith(places)
  await jobWith(options).run(context)
  return context.calls.filter(({ method }) => method === 'crm.receiveMail').map(({ args }) => args[0] as InboundMail)
}

const mail = (headers: Readonly<Record<string, string>>, body: string): string =>
  `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}\r\n`

const REPLY = mail(
  {
    From: 'Sara <sara@example.com>',
    To: 'crm@example.com',
    Subject: '=?UTF-8?B?2b7Yp9iz2K4=?=',
    'Message-ID': '<reply@example.com>',
    'In-Reply-To': '<ours@example.com>',
    References: '<first@example.com> <ours@example.com>',
    Date: 'Mon, 05 Jan 2026 10:00:00 +0000',
    'Content-Type': 'text/html; charset=utf-8',
  },
  '<p>Call <b>me</b> &amp; soon</p><script>alert(1)</script><p onclick="x()">Bye</p>',
)

const BOUNCE = [
  'From: mailer-daemon@mx.example',
  'To: crm@example.com',
  'Subject: Undelivered',
  'Message-ID: <bounce@mx.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Sorry.',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example',
  '',
  'Final-Recipient: rfc822; gone@example.com',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 no such user',
  '--b',
  'Content-Type: text/rfc822-headers',
  '',
  'Message-ID: <ours@example.com>',
  'Subject: Hello',
  '--b--',
  '',
].join('\r\n')

/** A server that speaks as much IMAP as one test needs; an answer of `undefined` is silence. */
async function imapServer(
  answers: (line: string, socket: Socket) => string | undefined,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
    let rest = ''
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const answer = answers(rest.slice(0, end), socket)
        rest = rest.slice(end + 2)
        if (answer !== undefined && !socket.destroyed) socket.write(answer)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** A mailbox with these mails, well behaved but for what `twist` says otherwise. */
function mailbox(
  mails: readonly string[],
  twist: (command: string, tag: string, socket: Socket) => string | undefined = () => undefined,
) {
  return imapServer((line, socket) => {
    const [tag = '', ...words] = line.split(' ')
    const command = words.join(' ')
    const twisted = twist(command, tag, socket)
    if (twisted !== undefined) return twisted
    if (/^LOGIN/i.test(command)) return `${tag} OK [CAPABILITY IMAP4rev1] in\r\n`
    if (/^CAPABILITY/i.test(command)) return `* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`
    if (/^(LIST|LSUB)/i.test(command)) return `* LIST () "/" INBOX\r\n${tag} OK done\r\n`
    if (/^(SELECT|EXAMINE)/i.test(command))
      return `* ${mails.length} EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT ${mails.length + 1}] x\r\n${tag} OK [READ-ONLY] done\r\n`
    const [, from = '', asked = ''] = /^UID FETCH (\S+) (.*)$/i.exec(command) ?? []
    if (from.includes('*')) {
      const first = Number.parseInt(from, 10)
      const rows = mails.map(
        (source, index) => `* ${index + 1} FETCH (UID ${index + 1} RFC822.SIZE ${Buffer.byteLength(source)})\r\n`,
      )
      return `${rows.slice(Math.min(first - 1, mails.length - 1)).join('')}${tag} OK done\r\n`
    }
    if (from !== '') {
      const source = mails[Number(from) - 1] ?? ''
      const name = /BODY\.PEEK\[HEADER\]/i.test(asked) ? 'BODY[HEADER]' : 'BODY[]'
      return `* ${from} FETCH (UID ${from} ${name} {${Buffer.byteLength(source)}}\r\n${source})\r\n${tag} OK done\r\n`
    }
    return `${tag} OK done\r\n`
  })
}

describe('a mail', () => {
  test('is read once, its HTML as safe text, with what it answers', async () => {
    const server = await mailbox([REPLY])
    const places = new Map<string, readonly [string, number]>()
    const [received] = await read({ port: server.port }, places)
    expect(received).toMatchObject({
      channel: 'INBOX',
      messageId: '<reply@example.com>',
      inReplyTo: '<ours@example.com>',
      references: ['<first@example.com>', '<ours@example.com>'],
      from: { address: 'sara@example.com', name: 'Sara' },
      subject: 'پاسخ',
      at: Date.parse('2026-01-05T10:00:00Z'),
      isAutomatic: false,
    })
    expect(received?.text).toContain('Call me & soon')
    expect(received?.text).toContain('Bye')
    expect(received?.text).not.toMatch(/alert|<|onclick/)
    expect(await read({ port: server.port }, places)).toEqual([])
    await server.close()
  })

  test('that reports a delivery says of which mail of ours, and that it is for ever', async () => {
    const server = await mailbox([BOUNCE])
    const [received] = await read({ port: server.port })
    expect(received).toMatchObject({
      isAutomatic: true,
      bounce: {
        messageId: '<ours@example.com>',
        address: 'gone@example.com',
        isPermanent: true,
        reason: 'smtp; 550 5.1.1 no such user',
      },
    })
    await server.close()
  })

  test.each([
    ['an absence note', { 'Auto-Submitted': 'auto-replied' }],
    ['a mailing list', { Precedence: 'bulk' }],
  ])('of %s is known as one of a machine', async (_, headers) => {
    const server = await mailbox([mail({ From: 'a@example.com', Subject: 'x', 'Message-ID': '<a@b.example>', ...headers }, 'x')])
    expect((await read({ port: server.port }))[0]?.isAutomatic).toBe(true)
    await server.close()
  })

  test('that is built to harm is held as a file or cut short, and the next one is read', async () => {
    const deep = Array.from(
      { length: 4_000 },
      (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`,
    ).join('')
    const hostile = [
      `From: a@example.com\r\nMessage-ID: <deep@x.example>\r\n${deep}`,
      mail({ From: `${'('.repeat(20_000)}a@example.com`, 'Message-ID': '<comments@x.example>' }, 'x'),
      mail({ From: 'a@example.com', Subject: 'x'.repeat(200_000), 'Message-ID': '<long@x.example>' }, 'x'),
      mail({ From: 'b@example.com', 'Message-ID': '<html@x.example>', 'Content-Type': 'text/html' }, '<div>'.repeat(60_000)),
    ]
    const server = await mailbox([...hostile, REPLY])
    const received = await read({ port: server.port })
    expect(received.at(-1)?.messageId).toBe('<reply@example.com>')
    expect(received.every(({ subject, text }) => subject.length <= 500 && text.length <= 100_000)).toBe(true)
    const held = await readdir(join(dataFolder, 'mail-held')).catch(() => [])
    expect(received.length + held.length).toBe(5)
    await server.close()
  }, 60_000)

  test('that is larger than allowed is known by its head alone', async () => {
    const server = await mailbox(
      [mail({ From: 'a@example.com', Subject: 'Big', 'Message-ID': '<big@x.example>' }, 'x'.repeat(30_000))],
      (command, tag) =>
        /^UID FETCH 1 .*HEADER/i.test(command)
          ? (() => {
              const head = 'From: a@example.com\r\nSubject: Big\r\nMessage-ID: <big@x.example>\r\n\r\n'
              return `* 1 FETCH (UID 1 BODY[HEADER] {${head.length}}\r\n${head})\r\n${tag} OK done\r\n`
            })()
          : undefined,
    )
    expect(await read({ port: server.port, maxBytes: 10_000 })).toMatchObject([{ subject: 'Big', text: '' }])
    await server.close()
  })
})

describe('a server', () => {
  test.each([
    [
      'that closes in the middle',
      (command: string, _: string, socket: Socket) => (/FETCH/i.test(command) ? String(socket.destroy().destroyed) : undefined),
    ],
    [
      'that answers garbage and hangs up',
      (command: string, _: string, socket: Socket) => {
        if (!/^(SELECT|EXAMINE)/i.test(command)) return undefined
        socket.end(`${'\u0000\u00ff)('.repeat(50)}\r\n* BAD\r\n`)
        return ''
      },
    ],
    [
      'that announces a huge literal',
      (command: string) => (/FETCH/i.test(command) ? '* 1 FETCH (UID 1 BODY[] {999999999}\r\n' : undefined),
    ],
    ['that refuses the password', (command: string, tag: string) => (/^LOGIN/i.test(command) ? `${tag} NO no\r\n` : undefined)],
  ] as const)(
    '%s makes the look fail and nothing else',
    async (_, twist) => {
      const server = await mailbox([REPLY], twist)
      const error: unknown = await read({ port: server.port }).catch((thrown: unknown) => thrown)
      expect(isOutsideError(error)).toBe(true)
      await server.close()
    },
    40_000,
  )

  test('that says nothing is left when its time is up', async () => {
    const server = await mailbox([REPLY], (command) => (/^(SELECT|EXAMINE)/i.test(command) ? '' : undefined))
    const stopped = new AbortController()
    const context = { ...contextWith(new Map()), signal: stopped.signal }
    const looking = Promise.resolve(jobWith({ port: server.port }).run(context)).catch((thrown: unknown) => thrown)
    setTimeout(() => stopped.abort(), 300)
    expect(isOutsideError(await looking)).toBe(true)
    await server.close()
  })

  test('that is not on this machine gets no password over a bare line', async () => {
    const context = contextWith(new Map(), { resolveHost: () => '192.0.2.1' })
    await expect(async () => jobWith({}).run(context)).rejects.toThrow('bare line')
  })
})

const DOVECOT = (() => {
  try {
    return execFileSync('sh', ['-c', 'command -v dovecot'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
})()
if (!DOVECOT) console.warn('Dovecot is not installed: its tests are skipped (apt-get install dovecot-imapd).')

describe.skipIf(!DOVECOT || userInfo().uid !== 0)('Dovecot', () => {
  let folder = ''
  let port = 0
  let child: ReturnType<typeof spawn> | undefined

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sarnakh-dovecot-'))
    port = await freePort()
    await mkdir(join(folder, 'mail', 'cur'), { recursive: true })
    for (const part of ['new', 'tmp']) await mkdir(join(folder, 'mail', part))
    await writeFile(join(folder, 'mail', 'new', '1.a'), REPLY)
    await writeFile(join(folder, 'mail', 'new', '2.b'), BOUNCE)
    await writeFile(join(folder, 'passwd'), `crm:{PLAIN}password:65534:65534::${folder}::\n`)
    await writeFile(join(folder, 'dovecot.conf'), configuration())
    await chmod(folder, 0o755)
    for (const part of ['mail', 'mail/cur', 'mail/new', 'mail/tmp', 'mail/new/1.a', 'mail/new/2.b'])
      await chown(join(folder, part), 65_534, 65_534)
    child = spawn(DOVECOT ?? '', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
    await listening(port)
  }, 30_000)
  afterAll(async () => {
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    child?.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }, 30_000)

  const configuration = () => `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 65534
last_valid_uid = 65534
default_internal_user = nobody
default_login_user = nobody
mail_location = maildir:${folder}/mail
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
passdb {
  driver = passwd-file
  args = ${folder}/passwd
}
userdb {
  driver = passwd-file
  args = ${folder}/passwd
}
`

  test('is read like any mailbox: each mail once, and new ones at the next look', async () => {
    const places = new Map<string, readonly [string, number]>()
    const first = await read({ port }, places)
    expect(first.map(({ messageId }) => messageId).toSorted()).toEqual(['<bounce@mx.example>', '<reply@example.com>'])
    expect(await read({ port }, places)).toEqual([])
    await writeFile(join(folder, 'mail', 'new', '3.c'), mail({ From: 'c@example.com', 'Message-ID': '<third@x.example>' }, 'Hi'))
    await chown(join(folder, 'mail', 'new', '3.c'), 65_534, 65_534)
    expect(await read({ port }, places)).toMatchObject([{ messageId: '<third@x.example>', text: 'Hi' }])
  }, 30_000)

  test('that is first seen with "new" keeps its old mails to itself', async () => {
    expect(await read({ port, from: 'new' })).toEqual([])
  }, 30_000)
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(port: number): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('Dovecot does not listen.')
}
