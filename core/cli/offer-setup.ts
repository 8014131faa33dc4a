import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Crm } from '../crm/crm.js'
import { createSetupToken, SETUP_VALID_MS, type SetupToken } from '../http/index.js'
import type { CommandCall } from './cli-command.js'
import { note } from './output/answer.js'

/** The way in for the first administrator. */
export interface SetupOffer {
  readonly token: SetupToken
  /** Shows the link and writes it to a file that only the operator can read, unless the good link of another start is in there. */
  announce(call: CommandCall, url: string): Promise<void>
  /** Removes the file, unless another process has replaced it. */
  forget(): Promise<void>
}

/** Makes a one-time link while nobody can sign in; nothing once somebody can. */
export async function offerSetup({ store, deployment, now, log }: Crm): Promise<SetupOffer | undefined> {
  const file = join(deployment.dataFolder, 'setup-token')
  if (await store.access.hasAdministrator()) {
    // Whoever wrote it: no link opens anything any more.
    await rm(file, { force: true })
    return undefined
  }
  let written: string | undefined
  const forget = async () => {
    if (written !== undefined) await removeOwn(file, written)
    written = undefined
  }
  const onSpent = () =>
    forget().catch((error) => log('warn', 'The file of the set-up link stays.', { file, error: String(error) }))
  const token = createSetupToken({ now, onSpent })
  return {
    token,
    async announce(call, url) {
      const { start: words } = call.words
      const link = `${url}${token.path}`
      note(call, words.setup(link))
      if (!(await holdsGoodLink(file, { url, now: now() }))) {
        written = `${link}\n`
        await replaceFile(file, written)
        note(call, words.setupFile(file))
      }
      if (deployment.config.http.host !== '127.0.0.1' && url.includes('127.0.0.1')) note(call, words.onlyHere)
    },
    forget,
  }
}

/** Whether another start, which may still run, left a good link. One to our own address is not: who had it before us is gone. */
async function holdsGoodLink(file: string, { url, now }: { url: string; now: number }): Promise<boolean> {
  const link = (await textOf(file))?.trim() ?? ''
  if (!URL.canParse(link) || new URL(link).origin === new URL(url).origin) return false
  const { mtimeMs } = await stat(file)
  return now < mtimeMs + SETUP_VALID_MS
}

/** Writes beside the file and renames, so that neither an old file's rights nor a link in its place counts. */
async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}`
  await rm(beside, { force: true })
  await writeFile(beside, text, { mode: 0o600, flag: 'wx' })
  await rename(beside, file)
}

/** Another process on the same folder may have put its own link there meanwhile. */
async function removeOwn(file: string, text: string): Promise<void> {
  if ((await textOf(file)) === text) await rm(file, { force: true })
}

const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined)
