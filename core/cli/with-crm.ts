import { resolve } from 'node:path'
import type { Crm } from '../crm/crm.js'
import { type OpenOptions, openCrm } from '../crm/open-crm.js'
import { type Deployment, readDeployment } from '../deployment/index.js'
import type { CommandCall } from './cli-command.js'

/** The deployment that a command was told to work on. */
export function deploymentOf({ options, io }: Pick<CommandCall, 'options' | 'io'>): Promise<Deployment> {
  const { deployment, data, database } = options
  return readDeployment({
    folder: resolve(io.cwd, deployment),
    env: io.env,
    ...(data === undefined ? {} : { data: resolve(io.cwd, data) }),
    ...(database === undefined ? {} : { database }),
  })
}

/** Opens the CRM for one piece of work and closes it whatever happens. */
export async function withCrm<T>(call: CommandCall, work: (crm: Crm) => Promise<T>, options: OpenOptions = {}): Promise<T> {
  const crm = await openCrm(await deploymentOf(call), options)
  try {
    return await work(crm)
  } finally {
    await crm.stop()
  }
}
