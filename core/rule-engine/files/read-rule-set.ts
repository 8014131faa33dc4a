import { createHash } from 'node:crypto'
import type { Conditions } from '../../model/conditions.js'
import type { FormDefinition } from '../../model/form.js'
import type { Lifecycle } from '../../model/lifecycle.js'
import type { MappingDefinition } from '../../model/mapping.js'
import type { LocalizedText, Text } from '../../model/text/localized-text.js'
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
import { lowerTable, type RoutingTable } from './lower-table.js'
import type { RuleKind, SourceFile } from './source-file.js'

/** What the files say, with defaults filled in; still to be compiled. */
export type RuleContent = Omit<RuleSet, 'slots'>

type Untitled<R extends RuleEnvelope> = Omit<R, 'title'> & Partial<Pick<R, 'title'>>

/** A file of rules whose titles may be left out. */
interface Untold<R extends RuleEnvelope> {
  readonly id: string
  readonly rules: readonly Untitled<R>[]
}

/** Reads files whose shape and names were checked; the casts stand behind that check. */
export function readRuleSet(files: readonly SourceFile[], vocabulary: Vocabulary): RuleContent {
  const of = <T>(kind: RuleKind) => files.filter((file) => file.kind === kind).map(({ value }) => value as T)
  const [lifecycle] = of<Lifecycle>('lifecycle')
  return {
    digest: digestOf(files),
    files: files.map(keptFile),
    vocabulary,
    lifecycle: lifecycle ?? { id: 'none', start: '', statuses: [] },
    conditions: namedConditions(of<ConditionsFile>('conditions')),
    scoring: of<Partial<ScoringFile> & ScoringText>('scoring').map(scoringFile),
    transitions: of<Untold<TransitionRule>>('transition').map((file) => titled(file)),
    routing: of<RoutingFile>('routing').map(({ id, rules, table }) =>
      titled<RoutingRule>({ id, rules: table ? lowerTable(table) : (rules ?? []) }),
    ),
    automations: of<Untold<AutomationRule>>('automation').map(automationGroup),
    queues: of<{ queues: RuleSet['queues'] }>('queues').flatMap(({ queues }) => queues),
    segments: byId(of<{ id: string; title: LocalizedText; conditions: Conditions }>('segment')),
    forms: byId(of<FormDefinition>('form')),
    mappings: byId(of<MappingDefinition>('mapping')),
  }
}

interface ConditionsFile {
  readonly conditions: readonly { readonly id: string; readonly conditions: Conditions }[]
}

interface RoutingFile {
  readonly id: string
  readonly rules?: readonly Untitled<RoutingRule>[]
  readonly table?: RoutingTable
}

interface ScoringText {
  readonly id: string
  readonly score: Omit<ScoringFile['score'], 'grades'> & Partial<Pick<ScoringFile['score'], 'grades'>>
  readonly rules: ScoringFile['rules']
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

function scoringFile({ model = 'points', params = {}, score, rules, ...file }: Partial<ScoringFile> & ScoringText): ScoringFile {
  return { ...file, model, params, score: { ...score, grades: score.grades ?? [] }, rules: rules.map((rule) => withTitle(rule)) }
}

/** A rule without a title is called by its id. */
const withTitle = <R extends RuleEnvelope>(rule: Untitled<R>): R => ({ title: { en: rule.id }, ...rule }) as R

function titled<R extends RuleEnvelope>({ id, rules }: Untold<R>): RuleGroup<R> {
  return { id, rules: rules.map((rule) => withTitle<R>(rule)) }
}

function automationGroup({ id, rules }: Untold<AutomationRule>): RuleGroup<AutomationRule> {
  const complete = rules.map((rule) => ({
    ...withTitle<AutomationRule>(rule),
    fire: rule.fire ?? 'rising',
    then: rule.then.map(({ type, params = {} }) => ({ type, params })),
  }))
  return { id, rules: complete }
}

/** The same files give the same name, whatever folder they lie in; cases are no part of what decides. */
function digestOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256')
  const deciding = files.filter(({ kind }) => kind !== 'cases')
  for (const { kind, id, text } of deciding) hash.update(`${kind}/${id}\0${text}\0`)
  return hash.digest('hex').slice(0, 16)
}
