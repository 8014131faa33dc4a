import type { Crm } from '../crm/crm.js'
import type { LocalizedText } from '../model/text/localized-text.js'

/** What pages say about the deployment they belong to. */
export interface ShownDeployment {
  /** Absent where the deployment has no name but its id; then the product's name stands in its place. */
  readonly title?: LocalizedText
  /** Everybody in it is invented, and pages say so. */
  readonly isDemo: boolean
}

export function shownDeployment({ deployment: { config } }: Pick<Crm, 'deployment'>): ShownDeployment {
  const { id, title, demo } = config
  return { isDemo: demo, ...(title.en === id ? {} : { title }) }
}
