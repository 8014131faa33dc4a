import { coreEntities } from '../../model/entities/index.js'
import type { Fields } from '../../model/fields.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { type KnownNames, knownNames } from '../check/known-names.js'
import { isPipeline } from '../files/is-pipeline.js'
import { type SoundPart, shapesOf } from '../files/sound-part.js'
import type { SourceFile } from '../files/source-file.js'
import type { Vocabulary } from '../rule-set.js'

/** A name that can be written, and what it stands for. */
export interface Choice {
  readonly value: string
  readonly label?: Text | undefined
}

/** Every name of a deployment, as far as its files can be read. */
export interface Choices {
  readonly names: KnownNames
  readonly statuses: readonly Choice[]
  readonly queues: readonly Choice[]
  readonly conditions: readonly Choice[]
  readonly grades: readonly Choice[]
  readonly mails: readonly Choice[]
  readonly scores: readonly Choice[]
  readonly activities: readonly Choice[]
  readonly entities: readonly Choice[]
}

type Labelled = { readonly id: string; readonly label?: Text; readonly title?: Text }

/** Collects the names; an entry of a file that is broken gives none. */
export function choicesOf(files: readonly SourceFile[], vocabulary: Vocabulary): Choices {
  const { sound } = shapesOf(files)
  const listed = (kind: string, key: string) => inFiles<Labelled>(sound, kind, (value) => value[key])
  const scoring = sound.filter(({ kind }) => kind === 'scoring')
  return {
    names: knownNames(sound, [], vocabulary),
    statuses: inFiles<Labelled>(
      sound.filter((file) => !isPipeline(file)),
      'lifecycle',
      ({ statuses }) => statuses,
    ).map(choice),
    queues: listed('queues', 'queues').map(choice),
    conditions: listed('conditions', 'conditions').map(choice),
    grades: once(
      inFiles<{ readonly grade: string; readonly label?: Text }>(
        sound,
        'scoring',
        ({ score }) => (score as { grades?: unknown }).grades,
      ).map(({ grade, label }) => ({ value: grade, label })),
    ),
    mails: sound.filter(({ kind }) => kind === 'mail').map(({ id, title }) => ({ value: id, label: title })),
    scores: scoring.map(({ id, title }) => ({ value: id, label: title })),
    activities: once([...new Set(sound.flatMap(({ value }) => activitiesIn(value)))].map((value) => ({ value }))),
    entities: Object.values(coreEntities).map(({ name, label }) => ({ value: name, label })),
  }
}

const choice = ({ id, label, title }: Labelled): Choice => ({ value: id, label: label ?? title })

function inFiles<T>(files: readonly SoundPart[], kind: string, pick: (value: SourceFile['value']) => unknown): readonly T[] {
  return files.filter((file) => file.kind === kind).flatMap(({ value }) => (pick(value) ?? []) as readonly T[])
}

const once = (choices: readonly Choice[]): Choice[] =>
  [...new Map(choices.toReversed().map((each) => [each.value, each])).values()].reverse()

/** Types of activities that the files speak of already; people may bring others. */
function activitiesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { activity, type, fact, params } = value as Readonly<Record<string, unknown>>
  const asked = typeof fact === 'string' && /activit/i.test(fact) ? (params as { type?: unknown } | undefined)?.type : undefined
  const named = [activity, asked].filter((each) => typeof each === 'string')
  const done = typeof activity === 'object' && activity !== null ? (activity as { type?: unknown }).type : undefined
  const inside = Object.values(value).flatMap(activitiesIn)
  return [...named, ...(typeof done === 'string' && type === undefined ? [done] : []), ...inside]
}

/** Fields as choices, by their labels. */
export const fieldChoices = (fields: Fields): readonly Choice[] =>
  Object.entries(fields).map(([value, { label }]) => ({ value, label }))

/** A label in both languages on one line, as an editor shows it. */
export function bilingual(label: Text | undefined): string | undefined {
  if (label === undefined) return undefined
  const [en, fa] = [textIn(label, 'en'), textIn(label, 'fa')]
  return en === fa ? en : `${en} · ${fa}`
}
