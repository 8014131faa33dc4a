import { createHash } from 'node:crypto'
import type { WorkingCalendar } from '../../model/calendar/working-calendar.js'
import type { Conditions } from '../../model/conditions.js'
import type { FormDefinition } from '../../model/form.js'
import type { Lifecycle } from '../../model/lifecycle.js'
import type { MappingDefinition } from '../../model/mapping.js'
import type { LocalizedText, Text } from '../../model/text/localized-text.js'
import { lowerDatesIn } from '../compile/lower-dates.js'
import type {
  AutomationRule,
  RoutingRule,
  RuleEnvelope,
  RuleFile,
  RuleGroup,
  RuleSet,
  ScoringFile,
  TransitionRule,
  Vocabulary,
} from '../rule-set.js'
import { asksNothing, lowerTable, type RuleTable } from './lower-table.js'
import type { HitPolicy } from './rule-list.js'
import type { RuleKind, SourceFile } from './source-file.js'

/** What the files say, with defaults filled in; still to be compiled. */
export type RuleContent = Omit<RuleSet, 'slots'>

type Untitled<R extends RuleEnvelope> = Omit<R, 'title'> & Partial<Pick<R, 'title'>>

/** A file of rules whose titles may be left out; they stand in a list or in a table. */
interface Untold<R extends RuleEnvelope> {
  readonly id: string
  readonly rules?: readonly Untitled<R>[]
  readonly table?: RuleTable
  readonly hitPolicy?: HitPolicy
}

/** Reads files whose shape and names were checked; the casts stand behind that check. */
export function readRuleSet(files: readonly SourceFile[], vocabulary: Vocabulary): RuleContent {
  const dated = files.map((file) => lowerDatesIn(file, vocabulary))
  const of = <T>(kind: RuleKind) => dated.filter((file) => file.kind === kind).map(({ value }) => value as T)
  const [lifecycle] = of<Lifecycle>('lifecycle')
  return {
    digest: digestOf(files),
    files: files.map(keptFile),
    vocabulary,
    lifecycle: lifecycle ?? { id: 'none', start: '', statuses: [] },
    conditions: namedConditions(of<ConditionsFile>('conditions')),
    conditionTitles: conditionTitles(of<ConditionsFile>('conditions')),
    scoring: of<Partial<ScoringFile> & ScoringText>('scoring').map(scoringFile),
    transitions: of<Untold<TransitionRule>>('transition').map((file) => titled(file)),
    routing: of<Untold<RoutingRule>>('routing').map((file) => routingGroup(file)),
    automations: of<Untold<AutomationRule>>('automation').map(automationGroup),
    queues: of<{ queues: RuleSet['queues'] }>('queues').flatMap(({ queues }) => queues),
    segments: byId(of<{ id: string; title: LocalizedText; conditions: Conditions }>('segment')),
    forms: byId(of<FormDefinition>('form')),
    calendars: byId(of<WorkingCalendar>('calendar')),
    mappings: byId(of<MappingDefinition>('mapping')),
  }
}

interface ConditionsFile {
  readonly conditions: readonly { readonly id: string; readonly title?: LocalizedText; readonly conditions: Conditions }[]
}

interface ScoringText extends Untold<ScoringFile['rules'][number]> {
  readonly score: Omit<ScoringFile['score'], 'grades'> & Partial<Pick<ScoringFile['score'], 'grades'>>
}

/** A file as it is kept and shown; its shape was checked, so a title is a text. */
function keptFile({ kind, id, path, layer, text, value }: SourceFile): RuleFile {
  const title = value['title'] as Text | undefined
  return { kind, id, path, layer, text, ...(title === undefined ? {} : { title }) }
}

const byId = <T extends { readonly id: string }>(entries: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(entries.map((entry) => [entry.id, entry]))

function namedConditions(files: readonly ConditionsFile[]): RuleSet['conditions'] {
  return Object.fromEntries(files.flatMap(({ conditions }) => conditions.map(({ id, conditions: meaning }) => [id, meaning])))
}

function conditionTitles(files: readonly ConditionsFile[]): RuleSet['conditionTitles'] {
  const titles = files.flatMap(({ conditions }) => conditions.flatMap(({ id, title }) => (title ? [[id, title] as const] : [])))
  return Object.fromEntries(titles)
}

type ScoringSource = Pick<Partial<ScoringFile>, 'title' | 'model' | 'params'> & ScoringText

function scoringFile({ model = 'points', params = {}, score, rules, table, hitPolicy, ...file }: ScoringSource): ScoringFile {
  const group = titled<ScoringFile['rules'][number]>({
    id: file.id,
    ...(rules ? { rules } : {}),
    ...(table ? { table } : {}),
    ...(hitPolicy ? { hitPolicy } : {}),
  })
  return { ...file, model, params, score: { ...score, grades: score.grades ?? [] }, ...group }
}

/** A rule without a title is called by its id. */
const withTitle = <R extends RuleEnvelope>(rule: Untitled<R>): R => ({ title: { en: rule.id }, ...rule }) as R

function titled<R extends RuleEnvelope>({ id, rules, table, hitPolicy }: Untold<R>): RuleGroup<R> {
  const all = table ? (lowerTable(table) as unknown as readonly Untitled<R>[]) : (rules ?? [])
  return { id, rules: all.map((rule) => withTitle<R>(rule)), ...(hitPolicy ? { hitPolicy } : {}) }
}

/** A row that asks nothing is a routing rule without conditions. */
function routingGroup(file: Untold<RoutingRule>): RuleGroup<RoutingRule> {
  const group = titled(file)
  if (!file.table) return group
  const rules = group.rules.map(({ conditions, ...rule }) =>
    conditions && !asksNothing(conditions) ? { ...rule, conditions } : rule,
  )
  return { ...group, rules }
}

function automationGroup(file: Untold<AutomationRule>): RuleGroup<AutomationRule> {
  const group = titled(file)
  const rules = group.rules.map((rule) => ({
    ...rule,
    fire: rule.fire ?? 'rising',
    then: rule.then.map(({ type, params = {} }) => ({ type, params })),
  }))
  return { ...group, rules }
}

/** The same files give the same name, whatever folder they lie in; cases are no part of what decides. */
function digestOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256')
  const deciding = files.filter(({ kind }) => kind !== 'cases')
  for (const { kind, id, text } of deciding) hash.update(`${kind}/${id}\0${text}\0`)
  return hash.digest('hex').slice(0, 16)
}
