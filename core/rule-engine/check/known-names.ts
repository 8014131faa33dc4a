import type { Conditions } from '../../model/conditions.js'
import type { Option } from '../../model/fields.js'
import type { Lifecycle } from '../../model/lifecycle.js'
import type { Pipeline, Pipelines } from '../../model/pipeline.js'
import type { Text } from '../../model/text/localized-text.js'
import type { BrokenFile } from '../files/broken-file.js'
import { isPipeline } from '../files/is-pipeline.js'
import type { RuleKind, SourceFile } from '../files/source-file.js'
import type { ScoringFile, Vocabulary } from '../rule-set.js'

/** Names that files of one kind declare; undefined when one of those files could not be read, because then a name may only seem to be missing. */
export type Names = readonly string[] | undefined

/** Every name that rule files can refer to: those of the vocabulary, and those that the files declare themselves. */
export interface KnownNames {
  readonly vocabulary: Vocabulary
  readonly conditions: Names
  readonly statuses: Names
  readonly queues: Names
  readonly calendars: Names
  readonly mails: Names
  readonly sequences: Names
  readonly scores: Names
  readonly grades: Names
  readonly lifecycle: Lifecycle | undefined
  /** Undefined when one of their files is broken, or when there are none. */
  readonly pipelines: Pipelines | undefined
  readonly meanings: Readonly<Record<string, Conditions>>
  /** What people see instead of the names. */
  readonly labels: Labels
}

/** Names of statuses, queues and grades with their labels. */
export type Labels = Readonly<Record<'statuses' | 'queues' | 'grades', readonly Option[]>>

/** Collects the names from files whose shape is right. Without its lifecycle nobody knows which statuses there are. */
export function knownNames(files: readonly SourceFile[], broken: readonly BrokenFile[], vocabulary: Vocabulary): KnownNames {
  const of = <T>(kind: RuleKind) => files.filter((file) => file.kind === kind).map(({ value }) => value as T)
  const whole = (kind: RuleKind, names: readonly string[]): Names =>
    broken.some((file) => file.kind === kind && (kind === 'lifecycle' || file.text === undefined)) ? undefined : names
  const ofLeads = files.find((file) => file.kind === 'lifecycle' && !isPipeline(file))
  const lifecycle = ofLeads?.value as unknown as Lifecycle | undefined
  const pipelines = files.filter(isPipeline).map(({ value }) => value as unknown as Pipeline)
  const isLifecycleBroken = broken.some(({ kind }) => kind === 'lifecycle')
  const scoring = of<{ id: string; score: Partial<ScoringFile['score']> }>('scoring')
  const named = of<{ conditions: readonly { id: string; conditions: Conditions }[] }>('conditions').flatMap(
    ({ conditions }) => conditions,
  )
  const queues = of<{ queues: readonly Labelled[] }>('queues').flatMap((file) => file.queues)
  const graded = scoring.flatMap(({ score }) => score.grades ?? [])
  const grades = graded.map(({ grade }) => grade)
  return {
    vocabulary,
    conditions: whole(
      'conditions',
      named.map(({ id }) => id),
    ),
    statuses: lifecycle
      ? whole(
          'lifecycle',
          lifecycle.statuses.map(({ id }) => id),
        )
      : undefined,
    queues: whole(
      'queues',
      queues.map(({ id }) => id),
    ),
    calendars: whole(
      'calendar',
      of<{ id: string }>('calendar').map(({ id }) => id),
    ),
    mails: whole(
      'mail',
      of<{ id: string }>('mail').map(({ id }) => id),
    ),
    sequences: whole(
      'sequence',
      of<{ id: string }>('sequence').map(({ id }) => id),
    ),
    scores: whole(
      'scoring',
      scoring.map(({ id }) => id),
    ),
    grades: whole('scoring', [...new Set(grades)]),
    lifecycle: isLifecycleBroken ? undefined : lifecycle,
    pipelines:
      isLifecycleBroken || pipelines.length === 0 ? undefined : Object.fromEntries(pipelines.map((one) => [one.id, one])),
    meanings: Object.fromEntries(named.map(({ id, conditions }) => [id, conditions])),
    labels: labelsOf({ statuses: lifecycle?.statuses ?? [], queues, grades: graded }),
  }
}

interface Labelled {
  readonly id: string
  readonly label?: Text
}

/** What statuses, queues and grades are called where people see them; what several files call alike stands once. */
export function labelsOf({
  statuses,
  queues,
  grades,
}: {
  readonly statuses: readonly Labelled[]
  readonly queues: readonly Labelled[]
  readonly grades: readonly { readonly grade: string; readonly label?: Text }[]
}): Labels {
  return {
    statuses: optionsFrom(statuses),
    queues: optionsFrom(queues),
    grades: optionsFrom(grades.map(({ grade, label }) => ({ id: grade, ...(label === undefined ? {} : { label }) }))),
  }
}

function optionsFrom(list: readonly Labelled[]): readonly Option[] {
  const options = list.flatMap(({ id, label }) => (label === undefined ? [] : [{ value: id, label }]))
  return [...new Map(options.map((option) => [option.value, option])).values()]
}
