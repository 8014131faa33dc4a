/** What the process decides, not the person: the lead that stays keeps its own, unless somebody chose the other's. */
export const KEPT_OF_MASTER: ReadonlySet<string> = new Set(['status', 'statusReason', 'ownerId', 'queue', 'source', 'externalId'])
