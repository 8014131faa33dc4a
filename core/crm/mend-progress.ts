import type { CrmError } from '../errors.js'
import type { Fix } from '../rule-engine/index.js'

/** A mistake that was put right. */
export interface MendedMistake extends Fix {
  readonly mistake: CrmError
}

/** A file whose text changes. */
export interface MendedFile {
  readonly file: string
  readonly before: string
  readonly after: string
  readonly mended: readonly MendedMistake[]
}

/** How far mending has come, round after round. */
export interface MendProgress {
  /** The state of each file that was changed, by its name. */
  readonly files: ReadonlyMap<string, MendedFile>
  /** Every state that each file was in. */
  readonly past: ReadonlyMap<string, readonly MendedFile[]>
  /** Files whose fixes led back to a text that was there before; they stay as they were then. */
  readonly circling: ReadonlySet<string>
}

export const NOTHING_MENDED: MendProgress = { files: new Map(), past: new Map(), circling: new Set() }

/** Takes up what a round made of a file; one that comes back to an earlier text is mended no further. */
export function takeStep({ files, past, circling }: MendProgress, step: MendedFile): MendProgress {
  const { file, before } = step
  const states = past.get(file) ?? [{ file, before, after: before, mended: [] }]
  const earlier = states.find(({ after }) => after === step.after)
  return {
    files: new Map(files).set(file, earlier ?? step),
    past: new Map(past).set(file, [...states, step]),
    circling: earlier ? new Set(circling).add(file) : circling,
  }
}

/** The files that are another text now than at the beginning. */
export const changedFiles = ({ files }: MendProgress): readonly MendedFile[] =>
  [...files.values()].filter(({ before, after }) => before !== after)
