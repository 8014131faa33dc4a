import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { type Mail, mailKey } from './compose-mail.js'

/** Writes a mail as `<folder>/mail/<key>.eml`. A repeat writes the same file again, and a reader never meets half a mail. */
export async function captureMail(
  mail: Mail,
  { folder, idempotencyKey }: { folder: string; idempotencyKey: string },
): Promise<string> {
  const { message } = await createTransport({ streamTransport: true, buffer: true, newline: 'unix' }).sendMail({
    ...mail,
    ...NO_FILES,
  })
  const mails = join(folder, 'mail')
  const file = join(mails, `${mailKey(idempotencyKey)}.eml`)
  await mkdir(mails, { recursive: true })
  await writeFile(`${file}.part`, message as Buffer)
  await rename(`${file}.part`, file)
  return file
}

/** What a stranger typed must never make the mailer open a file or an address. */
export const NO_FILES = { disableFileAccess: true, disableUrlAccess: true } as const
