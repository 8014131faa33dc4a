import { type Actor, actorName } from '../../access/index.js'
import { CrmError, CrmErrors } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { LoadedRules } from '../../intake/rule-shelf.js'
import type { Publication } from '../../store/index.js'
import { writeAudit } from '../write-audit.js'
import type { PublicationReport } from './publication-report.js'

/** Who puts rules in force, and what they say about it. */
export interface PublishedBy {
  readonly actor: Actor
  /** Somebody the command line speaks for, for example an e-mail address; a person who is signed in is always themselves. */
  readonly author?: string
  readonly note?: string
  /** Agrees that running processes stop deciding until they are started again, which changed fields ask for. */
  readonly allowRestart?: boolean
}

/** Custom fields differ from those that running processes work with; nothing was published. */
export interface FieldsChanged {
  readonly outcome: 'fields-changed'
  readonly fields: readonly string[]
}

/** The rules were put in force. */
export interface PutInForce {
  readonly outcome: 'published'
  readonly publication: Publication
  /** Running processes wait until they are started again: these fields are columns they do not know. */
  readonly needsRestart: boolean
}

interface Placing extends PublishedBy {
  /** The newest publication that was seen; somebody else's since then refuses this one. */
  readonly after: Publication | undefined
  readonly returnsTo?: number
  report(): Promise<PublicationReport> | PublicationReport
}

/**
 * Adds a publication and lets this process follow it.
 * @throws {CrmError} PUBLICATION_OVERTAKEN, SCHEMA_PENDING.
 */
export async function putInForce(engine: Engine, rules: LoadedRules, placing: Placing): Promise<PutInForce | FieldsChanged> {
  const { store, ruleShelf, now } = engine
  const { actor, after, returnsTo, note, allowRestart = false } = placing
  const fields = ruleShelf.fieldChanges(rules).map(({ message }) => message)
  await refuseMissingColumns(engine, rules)
  if (fields.length > 0 && !allowRestart) return { outcome: 'fields-changed', fields }
  const { digest, files, queues } = rules.ruleSet
  const author = actor.kind === 'system' && placing.author ? placing.author : actorName(actor)
  const publication = await store.publications.add(
    {
      ...{ digest, author, at: now(), report: await placing.report() },
      ...(after === undefined ? {} : { previous: after.digest }),
      ...(note ? { note } : {}),
      ...(returnsTo === undefined ? {} : { returnsTo }),
    },
    { after: after?.number ?? 0, files, queues },
  )
  if (publication === 'conflict')
    throw new CrmError('PUBLICATION_OVERTAKEN', `Publication ${(after?.number ?? 0) + 1} is somebody else's already.`)
  const action = returnsTo === undefined ? 'rules.publish' : 'rules.return'
  await writeAudit(engine, { actor: author, action, subject: String(publication.number), details: { digest } })
  return { outcome: 'published', publication, needsRestart: !(await isFollowed(engine)) }
}

async function refuseMissingColumns({ ruleShelf }: Engine, rules: LoadedRules): Promise<void> {
  const missing = await ruleShelf.missingColumns(rules)
  if (missing.length === 0) return
  throw new CrmError('SCHEMA_PENDING', `The database lacks ${missing.length} change(s): ${missing.slice(0, 5).join('; ')}.`, {
    details: { changes: missing },
  })
}

/** Where the fields are others, this process cannot follow either; it was agreed to. */
async function isFollowed({ ruleShelf }: Engine): Promise<boolean> {
  try {
    await ruleShelf.follow()
    return true
  } catch (thrown) {
    if (thrown instanceof CrmError && thrown.code === 'RULES_NOT_FOLLOWED') return false
    throw thrown
  }
}

/**
 * The rules with a digest as they can decide today.
 * @throws {CrmError} PUBLICATION_UNKNOWN.
 * @throws {CrmErrors} with every reason why today's plugins no longer fit them.
 */
export async function restoredRules({ ruleShelf }: Engine, digest: string): Promise<LoadedRules> {
  const rules = await ruleShelf.restored(digest)
  if (!rules) throw new CrmError('PUBLICATION_UNKNOWN', `The files of rule set ${digest} are not in the database.`)
  if (rules instanceof CrmErrors) throw rules
  return rules
}

/** @throws {CrmError} RULES_FROM_FILES where nothing that is published would decide. */
export function refuseWhereFilesDecide({ ruleShelf }: Engine): void {
  if (ruleShelf.from === 'published') return
  throw new CrmError('RULES_FROM_FILES', 'This deployment decides by its files as they lie on disk; nothing is published.')
}
