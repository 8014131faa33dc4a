import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActingContext } from '../../core/plugin-api/index.js'
import type { ImapOptions } from './imap-options.js'
import { inboundMail } from './inbound-mail.js'
import { parseApart } from './parse-apart.js'

/** What one mail is taken in with. */
interface Taking {
  readonly options: ImapOptions
  readonly context: ActingContext
  /** Names a mail that names itself not. */
  readonly fallbackId: string
}

/** Takes in one mail. One that cannot be read is held as a file for people to look at, and keeps nobody from the next. */
export async function takeMail(source: Buffer, { options, context, fallbackId }: Taking): Promise<void> {
  const parsed = await parseApart(source, { signal: context.signal })
  if ('problem' in parsed) return hold(source, { context, why: parsed.problem })
  const mail = inboundMail(parsed, {
    channel: options.mailbox,
    fallbackId,
    now: context.now(),
    ...(options.unknownSenders === 'lead' ? { source: 'mail' } : {}),
  })
  if (!mail) return hold(source, { context, why: 'it has no sender' })
  await context.crm.receiveMail(mail)
}

async function hold(source: Buffer, { context, why }: { context: ActingContext; why: string }): Promise<void> {
  const folder = join(context.dataFolder, 'mail-held')
  const file = `${createHash('sha256').update(source).digest('hex').slice(0, 32)}.eml`
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, file), source)
  context.log('A mail could not be read; it is held as a file.', { file, why })
}
