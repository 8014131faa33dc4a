import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DataSubject, definePersonalData } from '../../core/plugin-api/index.js'

/** Mails that were captured as files instead of being sent. */
export const capturedMails = definePersonalData({
  label: { en: 'Captured mails', fa: 'ایمیل‌های ضبط‌شده' },
  export: async (subject, { dataFolder }) => (await mailsOf(subject, dataFolder)).map(({ file, text }) => ({ file, text })),
  async erase(subject, { dataFolder }) {
    const mails = await mailsOf(subject, dataFolder)
    for (const { file } of mails) await rm(join(dataFolder, 'mail', file), { force: true })
    return mails.length
  },
})

async function mailsOf(subject: DataSubject, dataFolder: string): Promise<readonly { file: string; text: string }[]> {
  const files: readonly string[] = await readdir(join(dataFolder, 'mail')).catch(() => [])
  const found: { file: string; text: string }[] = []
  for (const file of files.filter((name) => name.endsWith('.eml'))) {
    const text = readable(await readFile(join(dataFolder, 'mail', file), 'utf8'))
    if (subject.isSpokenOf(text)) found.push({ file, text })
  }
  return found
}

/** A mail with what its parts hide behind base64 and quoted-printable. */
function readable(mail: string): string {
  const unfolded = mail.replaceAll(/=\r?\n/g, '')
  const bytes = unfolded.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'))
  const blocks = mail.match(/^(?:[A-Za-z0-9+/]{4,76}={0,2}\r?\n?)+$/gm) ?? []
  return [bytes, ...blocks.map((block) => Buffer.from(block, 'base64').toString('utf8'))].join('\n')
}
