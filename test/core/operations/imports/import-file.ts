import { Readable } from 'node:stream'
import { SYSTEM } from '../../../../core/access/index.js'
import type { Crm } from '../../../../core/crm/crm.js'
import type { ImportRun } from '../../../../core/model/entities/import-run.js'
import type { MappingDefinition } from '../../../../core/model/mapping.js'
import { type ImportSetUp, openImport, runImport, setUpImport, startImport } from '../../../../core/operations/index.js'

/** Imports a text as a file, to its end. */
export async function importText(
  crm: Crm,
  { text, name = 'rows.csv', setUp = {} }: { text: string | Uint8Array; name?: string; setUp?: ImportSetUp },
): Promise<ImportRun> {
  const { entity } = setUp
  const file = Readable.from([Buffer.from(text)])
  const { id } = await openImport(crm, { actor: SYSTEM, fileName: name, file, ...(entity ? { entity } : {}) })
  await setUpImport(crm, { actor: SYSTEM, id, setUp })
  await startImport(crm, { actor: SYSTEM, id })
  return runImport(crm, { actor: SYSTEM, id })
}

/** A mapping for a file of a test. */
export const mapping = (fields: MappingDefinition['fields'], more: Partial<MappingDefinition> = {}): MappingDefinition => ({
  ...{ id: 'test', title: { en: 'Test' }, reads: 'csv', fields },
  ...more,
})
