import type { Conditions } from '../../model/conditions.js'
import type { Lifecycle } from '../../model/lifecycle.js'
import type { RuleKind, SourceFile } from '../files/source-file.js'
import type { ScoringFile, Vocabulary } from '../rule-set.js'

/** Names that files of one kind declare; undefined when one of those files is broken, because then a name may only seem to be missing. */
export type Names = readonly string[] | undefined

/** Every name that rule files can refer to: those of the vocabulary, and those that the files declare themselves. */
export interface KnownNames {
  readonly vocabulary: Vocabulary
  readonly conditions: Names
  readonly statuses: Names
  readonly queues: Names
  readonly scores: Names
  readonly grades: Names
  readonly lifecycle: Lifecycle | undefined
  readonly meanings: Readonly<Record<string, Conditions>>
}

/** Collects the names from files whose shape is right. */
export function knownNames(files: readonly SourceFile[], broken: ReadonlySet<RuleKind>, vocabulary: Vocabulary): KnownNames {
  const of = <T>(kind: RuleKind) => files.filter((file) => file.kind === kind).map(({ value }) => value as T)
  const whole = (kind: RuleKind, names: readonly string[]): Names => (broken.has(kind) ? undefined : names)
  const [lifecycle] = of<Lifecycle>('lifecycle')
  const scoring = of<{ id: string; score: Partial<ScoringFile['score']> }>('scoring')
  const named = of<{ conditions: readonly { id: string; conditions: Conditions }[] }>('conditions').flatMap(
    ({ conditions }) => conditions,
  )
  const queues = of<{ queues: readonly { id: string }[] }>('queues').flatMap((file) => file.queues)
  const grades = scoring.flatMap(({ score }) => (score.grades ?? []).map(({ grade }) => grade))
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
    scores: whole(
      'scoring',
      scoring.map(({ id }) => id),
    ),
    grades: whole('scoring', [...new Set(grades)]),
    lifecycle: broken.has('lifecycle') ? undefined : lifecycle,
    meanings: Object.fromEntries(named.map(({ id, conditions }) => [id, conditions])),
  }
}
