import { asError, CrmError } from '../errors.js'
import { statusOf } from '../model/lifecycle.js'
import { foldSource } from '../model/text/fold.js'
import type { LeadInput } from '../plugin-api/index.js'
import { checkLeadInputs } from '../registry/index.js'
import type { ClaimedSubmission } from '../store/index.js'
import type { Engine } from './engine.js'
import { leadValidator } from './lead-validator.js'
import { pluginContext } from './plugin-context.js'

/** A lead to be, read out of a submission, normalised and found valid. */
export interface Draft {
  readonly submission: ClaimedSubmission
  readonly input: LeadInput
  readonly source: string
}

/** A submission that cannot go on by itself; it waits where people see it. */
export interface Held {
  readonly id: string
  readonly code: string
  readonly message: string
  readonly details?: unknown
}

const MOST_PARTS = 1_000
const MOST_PROBLEMS = 20

/** Reads submissions into drafts; whatever a plugin or a value spoils holds that submission alone. */
export async function readSubmissions(
  engine: Engine,
  submissions: readonly ClaimedSubmission[],
): Promise<{ drafts: readonly Draft[]; held: readonly Held[] }> {
  const drafts: Draft[] = []
  const held: Held[] = []
  for (const submission of submissions) {
    try {
      for (const input of await parse(engine, submission)) drafts.push(await draft(engine, submission, input))
    } catch (thrown) {
      held.push(heldBy(submission.id, asError(thrown)))
    }
  }
  const heldIds = new Set(held.map(({ id }) => id))
  return { drafts: drafts.filter(({ submission }) => !heldIds.has(submission.id)), held }
}

export function heldBy(id: string, error: Error): Held {
  const known = error instanceof CrmError
  return {
    id,
    code: known ? error.code : 'INTAKE_FAILED',
    message: error.message,
    ...(known ? { details: error.details } : {}),
  }
}

async function parse(engine: Engine, submission: ClaimedSubmission): Promise<readonly LeadInput[]> {
  const registered = engine.registry.leadSources.get(submission.source)
  if (!registered) throw new CrmError('SOURCE_UNKNOWN', `No plugin gives the lead source "${submission.source}".`)
  const { plugin, value } = registered
  const parsed = await engine.registry.call({ plugin, where: `source ${submission.source}, parse` }, async (signal) =>
    checkLeadInputs(
      await value.parse(submission.payload, { ...pluginContext(engine, { plugin, signal }), channel: submission.channel }),
    ),
  )
  const inputs = Array.isArray(parsed) ? (parsed as readonly LeadInput[]) : [parsed as LeadInput]
  if (inputs.length === 0) throw new CrmError('SUBMISSION_EMPTY', 'The source found no lead in this submission.')
  refuseFlood('leads', inputs.length)
  for (const { activities } of inputs) refuseFlood('activities', activities?.length ?? 0)
  return inputs
}

/** One submission is one transaction; what a source makes of it must fit into one. */
function refuseFlood(what: string, count: number): void {
  if (count <= MOST_PARTS) return
  throw new CrmError('SUBMISSION_TOO_MANY', `The source found ${count} ${what} in one submission; ${MOST_PARTS} is the most.`)
}

async function draft(engine: Engine, submission: ClaimedSubmission, parsed: LeadInput): Promise<Draft> {
  const normalised = engine.registry.hooks.has('lead:normalise')
    ? await engine.registry.hooks.filter('lead:normalise', parsed)
    : parsed
  const { values, problems } = leadValidator(engine)({ ...normalised.values, ...chosenOwner(submission) })
  const [problem] = problems
  if (problem) {
    const told = problems.slice(0, MOST_PROBLEMS).map(({ field, message }) => ({ field, message }))
    const message = told.map(({ field, message: { en } }) => `${field}: ${en}`).join(' ')
    throw new CrmError('LEAD_INVALID', message, { details: { field: problem.field, problems: told } })
  }
  checkStatus(engine, values)
  const source = foldSource(String(values['source'] ?? '')) || foldSource(submission.channel) || submission.source
  const refusal = engine.registry.hooks.has('lead:admit')
    ? await engine.registry.hooks.guard('lead:admit', { values, source })
    : undefined
  if (refusal) throw new CrmError('LEAD_REFUSED', refusal.refused)
  return { submission, input: { ...normalised, values }, source }
}

/** Whom a person of ours chose as owner; no sender can, since only the product writes a context. */
function chosenOwner({ context }: ClaimedSubmission): { readonly ownerId?: string } {
  const ownerId = context?.['ownerId']
  return typeof ownerId === 'string' ? { ownerId } : {}
}

function checkStatus(engine: Engine, values: Readonly<Record<string, unknown>>): void {
  const status = values['status']
  if (status === undefined || statusOf(engine.rules().lifecycle, String(status))) return
  throw new CrmError('LEAD_INVALID', `status: there is no status "${String(status)}".`, { details: { field: 'status' } })
}
