import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYSTEM } from '../../core/access/index.js'
import type { Crm } from '../../core/crm/crm.js'
import { openCrm } from '../../core/crm/open-crm.js'
import { readDeployment } from '../../core/deployment/index.js'
import { type ImportProgress, importLeads } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'

/** A deployment of `examples/`, open on data of its own. */
export interface OpenExample {
  readonly crm: Crm
  /** Imports a file by a mapping and works until all is decided. */
  import(file: string, mapping: string): Promise<ImportProgress & { readonly reasons: readonly string[] }>
  close(): Promise<void>
}

export async function openExample(name: string, { database }: { database?: string } = {}): Promise<OpenExample> {
  const data = await mkdtemp(join(tmpdir(), 'sarnakh-example-'))
  const folder = join(packageRoot(), 'examples', name)
  const deployment = await readDeployment({ folder, data, env: {}, ...(database ? { database } : {}) })
  const crm = await openCrm(deployment, { migrate: 'always', log: () => undefined })
  return {
    crm,
    async import(file, mapping) {
      const reasons: string[] = []
      const onFailedRow = ({ row, reason }: { row: number; reason: string }) => void reasons.push(`${row}: ${reason}`)
      const progress = await importLeads(crm, { actor: SYSTEM, mapping, file: createReadStream(file), onFailedRow })
      await crm.settle()
      return { ...progress, reasons }
    },
    async close() {
      await crm.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}
