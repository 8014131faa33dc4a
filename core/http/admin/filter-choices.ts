import type { Actor } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { textIn } from '../../model/text/localized-text.js'
import { seenBy } from '../../operations/index.js'
import type { LeadLabels } from './lead-labels.js'

/** What a filter can be set to, by its id and as it is called. */
export interface Choice {
  readonly id: string
  readonly text: string
}

export type FilterChoices = Readonly<
  Record<'status' | 'grade' | 'source' | 'owner' | 'pipeline' | 'queue' | 'segment', readonly Choice[]>
>

/** Statuses, grades, queues and the like that the rules know; people; and the sources that records have. */
export async function filterChoices(
  crm: Crm,
  { labels, actor, entity }: { labels: LeadLabels; actor: Actor; entity: 'lead' | 'opportunity' },
): Promise<FilterChoices> {
  const { lifecycle, scoring, pipelines, queues, segments } = crm.rules()
  const sources = await seenBy(crm, actor).store.records.aggregate({
    entity,
    groupBy: ['source'],
    measures: { records: { count: true } },
  })
  const grades = [...new Set(scoring.flatMap(({ score }) => score.grades.map(({ grade }) => grade)))]
  const ids = sources.map(({ source }) => String(source ?? '')).filter((source) => source !== '')
  const titled = ({ id, title }: { id: string; title: Parameters<typeof textIn>[0] }) => ({
    id,
    text: textIn(title, labels.language),
  })
  return {
    status: lifecycle.statuses.map(({ id }) => labels.status(id)),
    grade: grades.map((id) => labels.grade(id)),
    source: ids.sort().map((id) => ({ id, text: labels.source(id) })),
    owner: [...labels.people].map(([id, text]) => ({ id, text })),
    pipeline: Object.values(pipelines).map(titled),
    queue: queues.map(({ id }) => ({ id, text: labels.queue(id) })),
    segment: Object.values(segments).map(titled),
  }
}
