import type { SaidMessage } from '../../../errors.js'
import type { SourceFile } from '../../files/source-file.js'
import type { Finding } from '../finding.js'
import type { Lint, PlacedFinding } from './lint.js'

/** Finds named conditions and queues that no file speaks of. Those of a layer below are there for whoever wants them. */
export const unusedName: Lint = ({ files, isOwn }) => {
  const used = textsIn(files.map(({ value }) => value))
  return files.filter(isOwn).flatMap((source) => {
    if (source.kind !== 'conditions' && source.kind !== 'queues') return []
    const list = source.value[source.kind] as readonly { readonly id: string }[]
    return list.flatMap(({ id }, index) => (used.has(id) ? [] : [findingOf(source, { id, index })]))
  })
}

function findingOf(source: SourceFile, { id, index }: { readonly id: string; readonly index: number }): PlacedFinding {
  const place: Pick<Finding, 'path' | 'severity'> = { path: [source.kind, index, 'id'], severity: 'warning' }
  if (source.kind === 'queues') return { source, finding: { ...place, code: 'RULE_QUEUE_UNUSED', message: unusedQueue(id) } }
  return { source, finding: { ...place, code: 'RULE_CONDITION_UNUSED', message: unusedCondition(id) } }
}

const unusedQueue = (id: string): SaidMessage => ({
  en: `No rule sends a lead to the queue "${id}".`,
  fa: `هیچ قاعده‌ای سرنخی به صف «${id}» نمی‌فرستد.`,
})

const unusedCondition = (id: string): SaidMessage => ({
  en: `Nothing uses the named condition "${id}".`,
  fa: `شرط نام‌دار «${id}» هیچ جا به کار نرفته است.`,
})

/** Where a name is given or people are told something, nothing is used. */
const NO_USE = new Set(['id', 'title', 'label', 'description'])

/** Every text in a value, keys included; `queue:<name>` stands for the queue. */
function textsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') found.add(value.replace(/^queue:/, ''))
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    if (NO_USE.has(key)) continue
    found.add(key)
    textsIn(inner, found)
  }
  return found
}
