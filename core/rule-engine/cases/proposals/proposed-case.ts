import type { SourceFile } from '../../files/source-file.js'
import type { RuleCase } from '../case.js'

/** A case to be reviewed: what it expects is what the rules decide now, right or wrong. */
export interface ProposedCase {
  readonly theCase: RuleCase
  /** Why it is proposed, in English. */
  readonly remarks: readonly string[]
  /** The file that it is about. */
  readonly about: SourceFile
}
