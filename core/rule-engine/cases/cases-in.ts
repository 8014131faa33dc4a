import type { SourceFile } from '../files/source-file.js'
import type { CasesFile, RuleCase } from './case.js'
import { positionAt } from './position-at.js'
import { subjectOf } from './simulate-record.js'

/** A case and where it stands. */
export interface FoundCase {
  readonly theCase: RuleCase
  readonly file: string
  readonly line: number
  /** Ids of the files that it is about. */
  readonly about: readonly string[]
}

/** Every case of these files, in their order. */
export function casesIn(files: readonly SourceFile[]): readonly FoundCase[] {
  return files.filter(({ kind }) => kind === 'cases').flatMap(inFile)
}

/** Those that tell of leads. */
export const leadCasesIn = (files: readonly SourceFile[]): readonly FoundCase[] =>
  casesIn(files).filter(({ theCase }) => subjectOf(theCase).entity === 'lead')

function inFile(source: SourceFile): readonly FoundCase[] {
  const { cases, for: about } = source.value as unknown as CasesFile
  return cases.map((theCase, index) => ({ theCase, about, ...positionAt(source, ['cases', index]) }))
}
