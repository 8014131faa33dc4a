import { foldForSearch } from '../../model/text/fold.js'
import { webHost } from '../../model/text/web-host.js'
import type { PrepareRecord } from './record-plan.js'

/** Keeps the keys by which a lead finds its account. */
export const prepareAccount: PrepareRecord = async (_engine, { after }) => ({
  after: { ...after, ...accountKeys(after) },
})

/** Keys of an account: its folded name and the host of its web site; `undefined` where there is none. */
export function accountKeys(values: Readonly<Record<string, unknown>>) {
  const { name, website } = values
  return {
    nameKey: typeof name === 'string' ? foldForSearch(name) || undefined : undefined,
    websiteKey: typeof website === 'string' ? webHost(website) : undefined,
  }
}
