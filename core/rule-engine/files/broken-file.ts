import type { RuleKind } from './source-file.js'

/** A file that is there but cannot be read as it stands. */
export interface BrokenFile {
  /** What its name says, where that is a kind. */
  readonly kind: RuleKind | undefined
  /** None when it could not be read, or holds nothing of what it should. */
  readonly text?: string
}

const DECLARING: ReadonlySet<RuleKind | undefined> = new Set<RuleKind | undefined>([
  'conditions',
  'fields',
  'lifecycle',
  'queues',
  'scoring',
  undefined,
])

const wordsOf = new WeakMap<BrokenFile, ReadonlySet<string>>()

/** Whether a name may only seem to be missing, because the file that declares it is broken. */
export function mayDeclare(file: BrokenFile, { name, isField }: { readonly name: string; readonly isField: boolean }): boolean {
  const { kind, text } = file
  if (!DECLARING.has(kind)) return false
  // Names of the other kinds are not known at all then.
  if (text === undefined) return kind === undefined || (kind === 'fields' && isField)
  const words = wordsOf.get(file) ?? new Set(text.match(/[\w-]+/g))
  wordsOf.set(file, words)
  return words.has(name)
}
