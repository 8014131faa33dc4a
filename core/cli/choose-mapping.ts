import type { Crm } from '../crm/crm.js'
import { wrongArgument } from './parse-arguments.js'

/** The mapping that reads CSV files here, when the deployment's own files hold exactly one. */
export function onlyCsvMapping({ rules, deployment }: Pick<Crm, 'rules' | 'deployment'>): string {
  const { files, mappings } = rules()
  const own = files.filter(({ kind, layer }) => kind === 'mapping' && layer === deployment.config.id).map(({ id }) => id)
  const csv = own.filter((id) => mappings[id]?.reads === 'csv')
  // Those with a header are for the exports of one program and are found by their columns.
  const plain = csv.filter((id) => mappings[id]?.header === undefined)
  const reading = plain.length > 0 ? plain : csv
  const [only] = reading
  if (only !== undefined && reading.length === 1) return only
  const why = reading.length === 0 ? 'this deployment has none of its own for CSV' : `several read CSV: ${reading.join(', ')}`
  throw wrongArgument('--mapping', `say by which mapping the file is read; ${why}.`)
}
