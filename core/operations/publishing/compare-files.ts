import { canonicalJson } from '../../model/canonical-json.js'
import { lineDiff } from '../../model/text/line-diff.js'
import { type RuleFile, rereadFiles } from '../../rule-engine/index.js'

/** What became of one rule file from one rule set to another. */
export interface FileChange {
  readonly kind: string
  readonly id: string
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Ids of the rules, rows, conditions, queues or cases in it that are not the same. */
  readonly parts: readonly { readonly id: string; readonly change: 'added' | 'removed' | 'changed' }[]
  /** A unified diff without its heading. */
  readonly lines: readonly string[]
}

/** Compares the files of two rule sets by kind and id; what is the same in both is left out. */
export function compareFiles(before: readonly RuleFile[], after: readonly RuleFile[]): readonly FileChange[] {
  const old = byName(before)
  const fresh = byName(after)
  const names = [...new Set([...fresh.keys(), ...old.keys()])]
  return names.flatMap((name) => {
    const [was, is] = [old.get(name), fresh.get(name)]
    const file = is ?? was
    if (!file || was?.text === is?.text) return []
    const { kind, id, path } = file
    return [
      { kind, id, path, ...changeOf(was, is), parts: changedParts(was, is), lines: lineDiff(was?.text ?? '', is?.text ?? '') },
    ]
  })
}

const byName = (files: readonly RuleFile[]) => new Map(files.map((file) => [`${file.kind}/${file.id}`, file]))

const changeOf = (was: unknown, is: unknown): Pick<FileChange, 'change'> => ({
  change: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed',
})

function changedParts(was: RuleFile | undefined, is: RuleFile | undefined): FileChange['parts'] {
  const [old, fresh] = [partsOf(was), partsOf(is)]
  return [...new Set([...fresh.keys(), ...old.keys()])]
    .filter((id) => old.get(id) !== fresh.get(id))
    .map((id) => ({ id, ...changeOf(old.get(id), fresh.get(id)) }))
}

const LISTS = ['rules', 'conditions', 'queues', 'cases'] as const

/** What has a name of its own inside a file, each as canonical text. */
function partsOf(file: RuleFile | undefined): ReadonlyMap<string, string> {
  const sources = file ? rereadFiles([file]) : []
  const value: Readonly<Record<string, unknown>> = Array.isArray(sources) ? (sources[0]?.value ?? {}) : {}
  const table = (value['table'] ?? {}) as Readonly<Record<string, unknown>>
  const lists = [...LISTS.map((name) => value[name]), table['rows']]
  const parts = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Readonly<Record<string, unknown>>[]) : []))
  return new Map(parts.map((part) => [String(part['id'] ?? part['name']), canonicalJson(part)]))
}
