import { mkdir, stat, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { asError, CrmError } from '../errors.js'
import type { Deployment } from './deployment.js'

/**
 * Makes the data folder of a deployment where it is not there yet.
 * @throws {CrmError} DATA_FOLDER_UNUSABLE.
 */
export async function prepareDataFolder({ dataFolder }: Pick<Deployment, 'dataFolder'>): Promise<void> {
  try {
    const obstacle = await obstacleTo(resolve(dataFolder))
    if (obstacle !== undefined) throw unusable(dataFolder, obstacle)
    await mkdir(dataFolder, { recursive: true })
  } catch (cause) {
    if (cause instanceof CrmError) throw cause
    throw unusable(dataFolder, reasonOf(asError(cause)), cause)
  }
}

/** What makes it useless to try; on a pseudo file system Node's recursive `mkdir` would never come back. */
async function obstacleTo(folder: string): Promise<string | undefined> {
  const nearest = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!nearest) return dirname(folder) === folder ? undefined : obstacleTo(dirname(folder))
  if (!nearest.isDirectory()) return A_FILE
  return PSEUDO_FILE_SYSTEMS.has((await statfs(folder)).type) ? `${folder} holds nothing but what the kernel shows` : undefined
}

/** Linux names them by number: /proc, /sys, control groups and what else keeps no files. */
const PSEUDO_FILE_SYSTEMS = new Set([0x9fa0, 0x62656572, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x73636673, 0xcafe4a11])

const A_FILE = 'a file stands in its place'

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === 'EEXIST' || code === 'ENOTDIR' ? A_FILE : message
}

function unusable(dataFolder: string, why: string, cause?: unknown): CrmError {
  const message = `The data folder ${dataFolder} cannot be made: ${why}.`
  return new CrmError('DATA_FOLDER_UNUSABLE', message, cause === undefined ? {} : { cause })
}
