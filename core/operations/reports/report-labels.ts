import type { Engine } from '../../intake/engine.js'
import type { Fields } from '../../model/fields.js'
import type { Text } from '../../model/text/localized-text.js'
import { sourceTitles } from '../source-title.js'

/** Words for values that are ids, by column and value. */
export type ReportLabels = Readonly<Record<string, Readonly<Record<string, Text>>>>

/** Names what the core itself knows: people, statuses, grades, queues and sources, under the columns that are called so. */
export async function coreLabels(engine: Engine, columns: Fields): Promise<ReportLabels> {
  const named = Object.keys(columns).filter((column) => Object.hasOwn(LABELS, column))
  const labels = await Promise.all(named.map(async (column) => [column, await LABELS[column]?.(engine)] as const))
  return Object.fromEntries(labels.flatMap(([column, words]) => (words ? [[column, words]] : [])))
}

type Naming = (engine: Engine) => Promise<Readonly<Record<string, Text>>>

const people: Naming = async ({ store }) => {
  const names: [string, string][] = []
  for await (const users of store.records.each('user', { batch: 500 }))
    for (const user of users) names.push([user.id, String(user['name'])])
  return Object.fromEntries(names)
}

const LABELS: Readonly<Record<string, Naming>> = {
  ownerId: people,
  userId: people,
  managerId: people,
  status: async (engine) => Object.fromEntries(engine.rules().lifecycle.statuses.map(({ id, label }) => [id, label])),
  stage: async (engine) =>
    Object.fromEntries(
      Object.values(engine.rules().pipelines).flatMap(({ statuses }) => statuses.map(({ id, label }) => [id, label])),
    ),
  pipeline: async (engine) => Object.fromEntries(Object.values(engine.rules().pipelines).map(({ id, title }) => [id, title])),
  grade: async (engine) =>
    Object.fromEntries(
      engine.rules().scoring.flatMap(({ score }) => score.grades.map(({ grade, label }) => [grade, label ?? grade])),
    ),
  queue: async (engine) => Object.fromEntries(engine.rules().queues.map(({ id, label }) => [id, label])),
  segment: async (engine) => Object.fromEntries(Object.values(engine.rules().segments).map(({ id, title }) => [id, title])),
  source: async (engine) => sourceTitles(engine),
  lifecycle: async (engine) => ({
    lead: { en: 'Leads', fa: 'سرنخ‌ها' },
    ...Object.fromEntries(Object.values(engine.rules().pipelines).map(({ id, title }) => [id, title])),
  }),
  outcome: async () => ({
    open: { en: 'Open', fa: 'باز' },
    won: { en: 'Won', fa: 'برده' },
    lost: { en: 'Lost', fa: 'باخته' },
  }),
}
