import type { Engine } from '../../intake/engine.js'
import { CONVERSION_PARTS, type ConversionPart, convertedValues } from '../../model/conversion.js'
import type { Lead } from '../../model/entities/lead.js'
import type { ConversionWishes, PartChoice } from './conversion-request.js'
import type { Candidate, Candidates } from './find-candidates.js'

/** What is to become of one part, with the values of a new record. */
export interface PlannedPart {
  readonly choice: PartChoice
  readonly values: Readonly<Record<string, unknown>>
}

export type PlannedParts = { readonly [P in ConversionPart]: PlannedPart }

/** What becomes of each part: as somebody chose, otherwise the one exact match is linked, and what there is none of is made. */
export function proposeParts(
  engine: Pick<Engine, 'rules'>,
  lead: Lead,
  { candidates, wishes }: { candidates: Candidates; wishes: ConversionWishes },
): PlannedParts {
  const parts = CONVERSION_PARTS.map((part) => {
    const mapped = { ...defaultsOf(engine, part, lead), ...convertedValues(engine.rules().conversion[part].fields, lead) }
    const values = present({ ...mapped, ...wishes.values?.[part] })
    const proposed = proposal(part, { values, candidates: candidates[part], engine })
    return [part, { choice: wishes.choices?.[part] ?? proposed, values }] as const
  })
  return Object.fromEntries(parts) as unknown as PlannedParts
}

interface Proposal {
  readonly values: PlannedPart['values']
  readonly candidates: readonly Candidate[]
  readonly engine: Pick<Engine, 'rules'>
}

function proposal(part: ConversionPart, { values, candidates, engine }: Proposal): PartChoice {
  const exact = candidates.filter(({ match }) => match === 'exact')
  const [only] = exact
  if (only && exact.length === 1) return { link: only.record.id }
  if (part === 'account') return values['name'] === undefined ? 'none' : 'create'
  if (part === 'opportunity') return Object.keys(engine.rules().pipelines).length > 0 ? 'create' : 'none'
  return 'create'
}

/** A new opportunity begins where its pipeline does, and is called after the lead. */
function defaultsOf(engine: Pick<Engine, 'rules'>, part: ConversionPart, lead: Lead): PlannedPart['values'] {
  if (part !== 'opportunity') return {}
  const { conversion, pipelines } = engine.rules()
  const named = convertedValues(conversion.opportunity.fields, lead)['pipeline']
  const pipeline = typeof named === 'string' ? pipelines[named] : Object.values(pipelines)[0]
  const name = lead.company ?? lead.name ?? lead.email ?? lead.phone ?? lead.id
  return { name, leadId: lead.id, ...(pipeline ? { pipeline: pipeline.id, stage: pipeline.start } : {}) }
}

const present = (values: Readonly<Record<string, unknown>>): PlannedPart['values'] =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''))
