import type { Crm } from '../../../crm/crm.js'
import type { Opportunity } from '../../../model/entities/opportunity.js'
import type { FieldDeclaration, Fields } from '../../../model/fields.js'
import type { Stage } from '../../../model/pipeline.js'

/** The fields of an opportunity with the words that its pipelines have for their ids, those of its own pipeline first. */
export function opportunityWords({ rules }: Pick<Crm, 'rules'>, { pipeline: own }: Opportunity, fields: Fields): Fields {
  const pipelines = Object.values(rules().pipelines).toSorted((one, other) => Number(other.id === own) - Number(one.id === own))
  const stages = pipelines.flatMap(({ statuses }) => statuses)
  return {
    ...fields,
    ...named(
      fields,
      'pipeline',
      pipelines.map(({ id, title }) => ({ value: id, label: title })),
    ),
    ...named(
      fields,
      'stage',
      stages.map(({ id, label }) => ({ value: id, label })),
    ),
    ...named(fields, 'stageReason', stages.flatMap(reasonsOf)),
  }
}

type Options = NonNullable<FieldDeclaration['oneOf']>

const reasonsOf = ({ reasons = [] }: Stage): Options => reasons.map(({ id, label }) => ({ value: id, label }))

function named(fields: Fields, name: string, options: Options): Fields {
  const field = fields[name]
  return field ? { [name]: { ...field, oneOf: options } } : {}
}
