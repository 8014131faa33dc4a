import { createHash } from 'node:crypto'
import type { Engine } from '../intake/engine.js'

/** A browser in which somebody has signed in before: whose account, and the secret that it keeps. */
export interface Device {
  /** The e-mail address, folded. */
  readonly account: string
  readonly secret: string
}

interface Remembered {
  readonly hash: string
  readonly at: number
}

const YEAR_MS = 365 * 86_400_000
/** Devices per person; the one used longest ago gives way. */
const MOST_DEVICES = 20

/** Whether this account has been signed in to from this device. It proves no identity: it only says that no stranger asks. */
export async function isKnownDevice(engine: Pick<Engine, 'store' | 'now'>, { account, secret }: Device): Promise<boolean> {
  const hash = hashOf(secret)
  return (await devicesOf(engine, account)).some((device) => device.hash === hash)
}

/** Remembers a device for a year from now. */
export async function rememberDevice(engine: Pick<Engine, 'store' | 'now'>, { account, secret }: Device): Promise<void> {
  const hash = hashOf(secret)
  const others = (await devicesOf(engine, account)).filter((device) => device.hash !== hash)
  const devices: readonly Remembered[] = [...others, { hash, at: engine.now() }].slice(-MOST_DEVICES)
  await engine.store.system.setSetting(settingOf(account), devices)
}

/** Makes every device a stranger again, for example after a new password. */
export async function forgetDevices(engine: Pick<Engine, 'store'>, account: string): Promise<void> {
  await engine.store.system.setSetting(settingOf(account), undefined)
}

async function devicesOf(engine: Pick<Engine, 'store' | 'now'>, account: string): Promise<readonly Remembered[]> {
  const devices = (await engine.store.system.getSetting(settingOf(account))) as readonly Remembered[] | undefined
  return (devices ?? []).filter(({ at }) => engine.now() - at < YEAR_MS)
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')
/** The address itself would stay behind when a person is erased. */
const settingOf = (account: string): string => `devices:${hashOf(account)}`
