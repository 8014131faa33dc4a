import type { Lifecycle, Standing } from '../../../model/lifecycle.js'
import { isPipeline } from '../../files/is-pipeline.js'
import type { SourceFile } from '../../files/source-file.js'
import type { Finding } from '../finding.js'
import type { Lint, PlacedFinding } from './lint.js'

type AnyLifecycle = Lifecycle<Standing<string>>

/** Finds statuses and stages that nothing leads to, and open ones from which a record never comes to an end. */
export const statusReach: Lint = ({ files }) => files.filter(({ kind }) => kind === 'lifecycle').flatMap(reachIn)

function reachIn(source: SourceFile): PlacedFinding[] {
  const lifecycle = source.value as unknown as AnyLifecycle
  const words = WORDS[isPipeline(source) ? 'opportunity' : 'lead']
  const reached = reachedFrom(lifecycle, lifecycle.start)
  return lifecycle.statuses.flatMap((status, index): PlacedFinding[] => {
    const at: Pick<Finding, 'path' | 'severity'> = { path: ['statuses', index, 'id'], severity: 'warning' }
    if (!reached.has(status.id)) {
      return [{ source, finding: { ...at, code: 'RULE_STATUS_UNREACHABLE', message: words.unreached(status.id) } }]
    }
    if (!isDeadEnd(lifecycle, status)) return []
    return [{ source, finding: { ...at, code: 'RULE_STATUS_DEAD_END', message: words.endless(status.id) } }]
  })
}

const WORDS = {
  lead: {
    unreached: (id: string) => ({
      en: `No status leads to "${id}". Name it in "next" of the status that comes before it.`,
      fa: `هیچ وضعیتی به «${id}» نمی‌رسد. آن را در «next» وضعیت پیش از آن نام ببرید.`,
    }),
    endless: (id: string) => ({
      en: `A lead that comes to "${id}" stays open for ever: no converted or lost status can follow. Add one to "next".`,
      fa: `سرنخی که به «${id}» برسد همیشه باز می‌ماند: هیچ وضعیت تبدیل‌شده یا ازدست‌رفته‌ای پس از آن نمی‌آید. یکی را به «next» بیفزایید.`,
    }),
  },
  opportunity: {
    unreached: (id: string) => ({
      en: `No stage leads to "${id}". Name it in "next" of the stage that comes before it.`,
      fa: `هیچ مرحله‌ای به «${id}» نمی‌رسد. آن را در «next» مرحلهٔ پیش از آن نام ببرید.`,
    }),
    endless: (id: string) => ({
      en: `An opportunity that comes to "${id}" stays open for ever: no won or lost stage can follow. Add one to "next".`,
      fa: `فرصتی که به «${id}» برسد همیشه باز می‌ماند: هیچ مرحلهٔ برده یا باخته‌ای پس از آن نمی‌آید. یکی را به «next» بیفزایید.`,
    }),
  },
} as const

function isDeadEnd(lifecycle: AnyLifecycle, { id, category }: Standing<string>): boolean {
  if (category !== 'open') return false
  const ends = lifecycle.statuses.filter((status) => status.category !== 'open')
  const reached = reachedFrom(lifecycle, id)
  return ends.length > 0 && !ends.some((status) => reached.has(status.id))
}

/** A status and all that can follow it; one that names no successors lets any follow. */
function reachedFrom({ statuses }: AnyLifecycle, start: string): ReadonlySet<string> {
  const reached = new Set([start])
  for (const id of reached) {
    const status = statuses.find((one) => one.id === id)
    for (const next of status?.next ?? statuses.map((one) => one.id)) reached.add(next)
  }
  return reached
}
