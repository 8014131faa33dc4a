import type { ConditionNode, Conditions } from '../../model/conditions.js'
import { namesIn } from './check-conditions.js'
import type { Finding } from './finding.js'
import type { KnownNames } from './known-names.js'

const MOST_COMPARISONS = 2_000
const MOST_LEVELS = 30

/** Checks that named conditions stay small when every name in them is put out in full; a few lines can stand for billions of comparisons. */
export function checkExpansion(value: unknown, { meanings }: KnownNames): Finding[] {
  const { conditions } = value as { readonly conditions?: unknown }
  if (!Array.isArray(conditions)) return []
  const sizes = new Map<string, Size>()
  return (conditions as readonly { readonly id: string }[]).flatMap(({ id }, index): Finding[] => {
    const meaning = meanings[id]
    // Told where it first becomes too large, not at every name above.
    const isCause = exceeds(sizeOf(id, { meanings, sizes })) && !namesIn(meaning).some((name) => exceeds(sizes.get(name)))
    if (!isCause) return []
    const message = {
      en: `Put out in full, "${id}" is more than ${MOST_COMPARISONS} comparisons or ${MOST_LEVELS} names deep.`,
      fa: `«${id}» اگر کامل نوشته شود بیش از ${MOST_COMPARISONS} مقایسه یا ${MOST_LEVELS} نام تودرتو دارد.`,
    }
    return [{ path: ['conditions', index, 'id'], code: 'RULE_CONDITIONS_TOO_LARGE', message }]
  })
}

interface Size {
  readonly comparisons: number
  readonly levels: number
}

interface Search {
  readonly meanings: Readonly<Record<string, Conditions>>
  readonly sizes: Map<string, Size>
}

const exceeds = (size: Size | undefined): boolean =>
  size !== undefined && (size.comparisons > MOST_COMPARISONS || size.levels > MOST_LEVELS)

/** Sizes a name after all that it stands on. By a list and not by recursion: names can stand on each other by the thousand. */
function sizeOf(id: string, { meanings, sizes }: Search): Size | undefined {
  const waiting = [id]
  const entered = new Set<string>()
  for (let name = waiting.at(-1); name !== undefined; name = waiting.at(-1)) {
    const inner = namesIn(meanings[name]).filter((next) => Object.hasOwn(meanings, next))
    // In a circle, which is told by its own check, the second meeting counts as nothing.
    const open = entered.has(name) ? [] : inner.filter((next) => !sizes.has(next) && !entered.has(next))
    entered.add(name)
    if (open.length > 0) {
      waiting.push(...open)
      continue
    }
    waiting.pop()
    const parts = inner.map((next) => sizes.get(next) ?? { comparisons: 0, levels: 0 })
    sizes.set(name, {
      comparisons: comparisonsIn(meanings[name]) + parts.reduce((sum, { comparisons }) => sum + comparisons, 0),
      levels: 1 + Math.max(0, ...parts.map(({ levels }) => levels)),
    })
  }
  return sizes.get(id)
}

function comparisonsIn(node: ConditionNode | undefined): number {
  if (!node || 'condition' in node) return 0
  if ('not' in node) return comparisonsIn(node.not)
  const parts = 'all' in node ? node.all : 'any' in node ? node.any : undefined
  return parts ? parts.reduce((sum, part) => sum + comparisonsIn(part), 0) : 1
}
