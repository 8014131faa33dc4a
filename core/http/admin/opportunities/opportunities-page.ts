import type { Crm } from '../../../crm/crm.js'
import { coreEntities } from '../../../model/entities/index.js'
import type { Opportunity } from '../../../model/entities/opportunity.js'
import { optionsOf } from '../../../model/fields.js'
import type { Pipeline } from '../../../model/pipeline.js'
import { textIn } from '../../../model/text/localized-text.js'
import { countRecords, listPipelines, listRecords, pipelineBoard, recordNames } from '../../../operations/index.js'
import { pageLink } from '../page-link.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'
import { cardView, type Naming } from './card-view.js'
import {
  type OpportunitiesFilter,
  ofPipeline,
  opportunitiesFilter,
  opportunityConditions,
  SORT_FIELDS,
  sortOf,
} from './opportunities-query.js'
import { peopleChoices } from './people-choices.js'
import { stageLabel } from './stage-labels.js'

/** The opportunities of one pipeline, as a kanban or as a list. */
export const opportunitiesPage = signedIn(async (c, session) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const filter = opportunitiesFilter(c.req.query())
  const pipelines = listPipelines(crm, session)
  const pipeline = pipelines.find(({ id }) => id === filter.pipeline) ?? pipelines[0]
  const data = {
    filter: { ...filter, pipeline: pipeline?.id ?? '' },
    isRemoved: c.req.query('done') === 'removed',
    tabs: pipelines.map(({ id, title }) => ({
      title: textIn(title, language),
      href: pageLink('/opportunities', { view: filter.view, pipeline: id }),
      current: id === pipeline?.id,
    })),
    views: (['board', 'list'] as const).map((view) => ({
      id: view,
      href: pageLink('/opportunities', { ...filter, view, pipeline: pipeline?.id, after: '' }),
      current: view === filter.view,
    })),
    choices: await choicesOf(crm, pipeline, language),
    isFiltered: [filter.q, filter.owner, filter.outcome, filter.stage].some((part) => part !== ''),
    board: pipeline && filter.view === 'board' ? await boardOf(c, session, { pipeline, filter }) : undefined,
    list: pipeline && filter.view === 'list' ? await listOf(c, session, { pipeline, filter }) : undefined,
  }
  return showPage(c, 'admin/opportunities', { title: wordsOf(c)('opportunities.title'), data })
})

interface Asked {
  readonly pipeline: Pipeline
  readonly filter: OpportunitiesFilter
}

async function boardOf(c: AdminContext, { actor, user }: Session, { pipeline, filter }: Asked) {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const where = opportunityConditions(filter, { userId: user.id })
  const columns = await pipelineBoard(crm, { actor, pipeline, where, ...(filter.q ? { search: filter.q } : {}) })
  const naming = await namingOf(
    crm,
    columns.flatMap(({ cards }) => cards.map(({ opportunity }) => opportunity)),
    language,
  )
  return columns.map(({ stage, cards, ...figures }) => ({
    ...figures,
    label: stageLabel(crm.rules().pipelines, { pipeline: pipeline.id, stage: stage.id }, language),
    more: pageLink('/opportunities', { ...filter, view: 'list', pipeline: pipeline.id, stage: stage.id }),
    cards: cards.map(({ opportunity, isOverdue }) => ({ ...cardView(opportunity, naming), isOverdue })),
  }))
}

async function listOf(c: AdminContext, { actor, user }: Session, { pipeline, filter }: Asked) {
  const crm = c.get('crm')
  const where = { all: [ofPipeline(pipeline.id), ...opportunityConditions(filter, { userId: user.id })] }
  const search = filter.q ? { search: filter.q } : {}
  const query = { where, ...search, sort: sortOf(filter), ...(filter.after ? { after: filter.after } : {}) }
  const [{ records, next }, count] = await Promise.all([
    listRecords(crm, { actor, entity: 'opportunity', query }),
    countRecords(crm, { actor, entity: 'opportunity', filter: { where, ...search } }),
  ])
  const opportunities = records as readonly Opportunity[]
  const naming = await namingOf(crm, opportunities, c.get('reader').language)
  return {
    count,
    rows: opportunities.map((opportunity) => cardView(opportunity, naming)),
    columns: columnsOf(filter),
    next: next ? pageLink('/opportunities', { ...filter, after: next }) : undefined,
    first: filter.after ? pageLink('/opportunities', { ...filter, after: '' }) : undefined,
  }
}

async function namingOf(crm: Crm, opportunities: readonly Opportunity[], language: string): Promise<Naming> {
  const { opportunity } = crm.fields
  const names = await recordNames(crm, opportunity, opportunities)
  return { names, pipelines: crm.rules().pipelines, now: crm.now(), language, fields: opportunity }
}

/** Headings that sort: a second click on the same one turns the order round. */
function columnsOf(filter: OpportunitiesFilter): Readonly<Record<string, { href: string; sorted: string | undefined }>> {
  const [sorted, direction] = filter.sort.split('.')
  return Object.fromEntries(
    SORT_FIELDS.map((field) => {
      const next = field === sorted && direction === 'asc' ? 'desc' : 'asc'
      const order = direction === 'asc' ? 'ascending' : 'descending'
      const href = pageLink('/opportunities', { ...filter, sort: `${field}.${next}`, after: '' })
      return [field, { href, sorted: field === sorted ? order : undefined }]
    }),
  )
}

async function choicesOf(crm: Crm, pipeline: Pipeline | undefined, language: string) {
  return {
    owner: await peopleChoices(crm),
    outcome: optionsOf(coreEntities.opportunity.fields.outcome).map(({ value, label }) => ({
      id: value,
      text: textIn(label, language),
    })),
    stage: (pipeline?.statuses ?? []).map(({ id, label }) => ({ id, text: textIn(label, language) })),
  }
}
