import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYSTEM } from '../../core/access/index.js'
import type { Crm } from '../../core/crm/crm.js'
import { openCrm } from '../../core/crm/open-crm.js'
import { readDeployment } from '../../core/deployment/index.js'
import type { ImportRun } from '../../core/model/entities/import-run.js'
import { importProblems, openImport, runImport, setUpImport, startImport } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'

/** A deployment of `examples/`, open on data of its own. */
export interface OpenExample {
  readonly crm: Crm
  /** Imports a file by a mapping and works until all is decided. */
  import(file: string, mapping: string): Promise<ImportRun & { readonly reasons: readonly string[] }>
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
      const opened = await openImport(crm, {
        ...{ actor: SYSTEM, fileName: file, file: createReadStream(file) },
        mapping: required(crm.rules().mappings[mapping]),
      })
      const { id } = opened
      await setUpImport(crm, { actor: SYSTEM, id, setUp: { settings: { without: [] } } })
      await startImport(crm, { actor: SYSTEM, id })
      const run = await runImport(crm, { actor: SYSTEM, id })
      await crm.settle()
      const { records } = await importProblems(crm, { actor: SYSTEM, id })
      return { ...run, reasons: records.map(({ row, problem }) => `${row}: ${JSON.stringify(problem)}`) }
    },
    async close() {
      await crm.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The example has no such mapping.')
  return value
}
