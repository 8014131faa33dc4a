import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import { type ActingContext, OutsideError } from '../../core/plugin-api/index.js'
import type { ImapOptions } from './imap-options.js'
import { keepPlace, placeOf, type ReadingPlace } from './reading-place.js'
import { takeMail } from './take-mail.js'

/** How long a server may take for one look, however many mails there are; the rest is read at the next. */
const LOOK_MS = 120_000
const PATIENCE_MS = 15_000
const MOST_MAILS = 200

/** Reads the mails that came since the last look. What was read stays read, however the look ends. */
export async function readMailbox(options: ImapOptions, context: ActingContext): Promise<void> {
  const client = await connectable(options, context)
  const stop = (): void => client.close()
  const timer = setTimeout(stop, LOOK_MS)
  context.signal.addEventListener('abort', stop, { once: true })
  // Told again by whichever command is waiting; without a listener it would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await readNew(client, { options, context })
  } catch (cause) {
    throw new OutsideError(
      `The mailbox of ${options.user} at ${options.host}:${options.port} could not be read: ${wordsOf(cause)}`,
      { cause },
    )
  } finally {
    clearTimeout(timer)
    context.signal.removeEventListener('abort', stop)
    client.close()
  }
}

async function connectable(options: ImapOptions, context: ActingContext): Promise<ImapFlow> {
  const { host, port, encryption, user, passwordSecret, maxBytes } = options
  const pass = context.secret(passwordSecret)
  if (pass === undefined) throw new OutsideError(`There is no secret "${passwordSecret}" with the password of the mailbox.`)
  const address = await context.resolveHost(host)
  if (encryption === 'none' && !/^(127\.|::1$)/.test(address))
    throw new OutsideError(`A password does not go to ${host} over a bare line: set "encryption" to tls or starttls.`)
  return new ImapFlow({
    host: address,
    port,
    secure: encryption === 'tls',
    ...(encryption === 'tls' ? {} : { doSTARTTLS: encryption === 'starttls' }),
    ...(isIP(host) ? {} : { servername: host }),
    auth: { user, pass },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    maxLineLength: 1_048_576,
    maxLiteralSize: maxBytes + 65_536,
    maxResponseSize: maxBytes + 1_048_576,
  })
}

interface Look {
  readonly options: ImapOptions
  readonly context: ActingContext
}

async function readNew(client: ImapFlow, { options, context }: Look): Promise<void> {
  const name = `${options.user}@${options.host}/${options.mailbox}`
  const lock = await client.getMailboxLock(options.mailbox, { readOnly: true })
  try {
    const { mailbox } = client
    if (!mailbox) throw new OutsideError(`There is no mailbox "${options.mailbox}".`)
    const uidValidity = String(mailbox.uidValidity)
    const place = startOf(await placeOf(name, context), { uidValidity, uidNext: mailbox.uidNext, from: options.from })
    await keepPlace(name, place, context)
    for (const { uid, size } of await newMails(client, place.lastUid)) {
      const range = String(uid)
      const tooLarge = size > options.maxBytes
      const fetched = await client.fetchOne(range, tooLarge ? { headers: true } : { source: true }, { uid: true })
      const source = fetched ? (tooLarge ? fetched.headers : fetched.source) : undefined
      if (source) await takeMail(source, { options, context, fallbackId: `<${uidValidity}.${uid}@${options.host}>` })
      await keepPlace(name, { uidValidity, lastUid: uid }, context)
    }
  } finally {
    lock.release()
  }
}

/** A mailbox that is numbered anew is read from its beginning: what is known by its id is taken in no second time. */
function startOf(
  place: ReadingPlace | undefined,
  { uidValidity, uidNext, from }: { uidValidity: string; uidNext: number; from: ImapOptions['from'] },
): ReadingPlace {
  if (place?.uidValidity === uidValidity) return place
  return { uidValidity, lastUid: place === undefined && from === 'new' ? uidNext - 1 : 0 }
}

/** The oldest come first; `n:*` names the newest mail even where its number is lower. */
async function newMails(client: ImapFlow, lastUid: number): Promise<readonly { readonly uid: number; readonly size: number }[]> {
  const found: { uid: number; size: number }[] = []
  for await (const { uid, size } of client.fetch(`${lastUid + 1}:*`, { uid: true, size: true }, { uid: true })) {
    if (uid > lastUid) found.push({ uid, size: size ?? 0 })
    if (found.length >= MOST_MAILS * 50) break
  }
  return found.toSorted((one, other) => one.uid - other.uid).slice(0, MOST_MAILS)
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
