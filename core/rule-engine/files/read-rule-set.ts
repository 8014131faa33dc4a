import { createHash } from 'node:crypto'
import type { WorkingCalendar } from '../../model/calendar/working-calendar.js'
import type { Conditions } from '../../model/conditions.js'
import { type ConversionRules, DEFAULT_CONVERSION } from '../../model/conversion.js'
import type { DedupeRules } from '../../model/dedupe-policy.js'
import type { FormDefinition } from '../../model/form.js'
import type { Lifecycle } from '../../model/lifecycle.js'
import type { MailTemplate } from '../../model/mail/mail-template.js'
import type { MappingDefinition } from '../../model/mapping.js'
import type { Pipeline } from '../../model/pipeline.js'
import type { RoleDefinition } from '../../model/role.js'
import { RULED_ENTITIES, type RuledEntity } from '../../model/ruled-entity.js'
import type { Segment } from '../../model/segment.js'
import type { Sequence } from '../../model/sequence.js'
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
import { readTarget, type WrittenTarget } from './composition.js'
import { isPipeline } from './is-pipeline.js'
import { asksNothing, lowerTable, type RuleTable } from './lower-table.js'
import { recycleRules } from './queue-rules.js'
import { responseTargets, type WrittenTargets } from './response-targets.js'
import type { HitPolicy } from './rule-list.js'
import { sequenceRules } from './sequence-rules.js'
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
  const ofLeads = dated.find((file) => file.kind === 'lifecycle' && !isPipeline(file))
  const known = (ofLeads?.value as unknown as Lifecycle | undefined) ?? { id: 'none', start: '', statuses: [] }
  const scoring = of<ScoringSource>('scoring').map(scoringFile)
  const grades = [...new Set(scoring.flatMap(({ score }) => score.grades.map(({ grade }) => grade)))]
  const sequences = of<Sequence>('sequence')
  const automations = of<WrittenAutomations>('automation')
  const queues = of<{ queues: RuleSet['queues'] }>('queues').flatMap((file) => file.queues)
  const calendars = byId(of<WorkingCalendar>('calendar'))
  return {
    digest: digestOf(files),
    files: files.map(keptFile),
    vocabulary,
    lifecycle: known,
    pipelines: byId(usualFirst(dated.filter(isPipeline).map(({ value }) => value as unknown as Pipeline))),
    conditions: namedConditions(of<ConditionsFile>('conditions')),
    conditionTitles: conditionTitles(of<ConditionsFile>('conditions')),
    scoring,
    transitions: of<Untold<TransitionRule>>('transition').map((file) => titled(file)),
    routing: of<Untold<RoutingRule>>('routing').map((file) => routingGroup(file)),
    automations: [
      ...automations.filter(({ entity = 'lead' }) => entity === 'lead').map(automationGroup),
      ...sequences.map((sequence) => sequenceRules(sequence, { lifecycle: known, grades })),
    ],
    ...recordAutomations(automations),
    sequences: byId(sequences),
    mails: byId(of<MailTemplate>('mail')),
    queues,
    recycling: recycleRules(queues, { lifecycle: known, calendars }),
    sla: of<WrittenTargets>('sla').map(responseTargets),
    segments: byId(of<Segment>('segment').map(withMembers)),
    retention: of<{ rules: RuleSet['retention'] }>('retention').flatMap((file) => file.rules),
    roles: byId(of<RoleDefinition>('role')),
    forms: byId(of<FormDefinition>('form')),
    calendars,
    mappings: byId(of<MappingDefinition>('mapping')),
    conversion: of<ConversionRules>('conversion')[0] ?? DEFAULT_CONVERSION,
    ...dedupeIn(of<DedupeFile>('dedupe')),
  }
}

/** Who is listed in a segment bears its id. */
const withMembers = (segment: Segment): Segment =>
  segment.members === 'listed'
    ? { ...segment, conditions: { all: [{ fact: 'lead', path: '$.segments', operator: 'contains', value: segment.id }] } }
    : segment

type DedupeFile = Pick<DedupeRules, 'id' | 'exact'> & Partial<DedupeRules>

function dedupeIn([file]: readonly DedupeFile[]): Pick<RuleSet, 'dedupe'> {
  return file ? { dedupe: { similar: true, survivorship: {}, ...file } } : {}
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

/** The usual pipeline leads; where a deployment names one of its own beside the shipped one, the deployment's counts. */
function usualFirst(pipelines: readonly Pipeline[]): readonly Pipeline[] {
  const usual = pipelines.findLast((pipeline) => pipeline.default === true)
  return usual ? [usual, ...pipelines.filter((pipeline) => pipeline !== usual)] : pipelines
}

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
  const rules = group.rules.map(({ conditions, then, ...rule }) => ({
    ...rule,
    then: readTarget(then as WrittenTarget),
    ...(conditions && !(file.table && asksNothing(conditions)) ? { conditions } : {}),
  }))
  return { ...group, rules }
}

type WrittenAutomations = Untold<AutomationRule> & { readonly entity?: 'lead' | RuledEntity }

function recordAutomations(files: readonly WrittenAutomations[]): Pick<RuleSet, 'recordAutomations'> {
  const groups = RULED_ENTITIES.flatMap((entity) => {
    const own = files.filter((file) => file.entity === entity).map(automationGroup)
    return own.length > 0 ? [[entity, own] as const] : []
  })
  return groups.length > 0 ? { recordAutomations: Object.fromEntries(groups) } : {}
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
