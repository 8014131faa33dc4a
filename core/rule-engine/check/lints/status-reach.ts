import type { Lifecycle, Status } from '../../../model/lifecycle.js'
import type { Finding } from '../finding.js'
import type { Lint, PlacedFinding } from './lint.js'

/** Finds statuses that nothing leads to, and open ones from which a lead never comes to an end. */
export const statusReach: Lint = ({ files, ruleSet: { lifecycle } }) => {
  const source = files.find(({ kind }) => kind === 'lifecycle')
  if (!source) return []
  const reached = reachedFrom(lifecycle, lifecycle.start)
  return lifecycle.statuses.flatMap((status, index): PlacedFinding[] => {
    const at: Pick<Finding, 'path' | 'severity'> = { path: ['statuses', index, 'id'], severity: 'warning' }
    if (!reached.has(status.id)) {
      const message = {
        en: `No status leads to "${status.id}". Name it in "next" of the status that comes before it.`,
        fa: `هیچ وضعیتی به «${status.id}» نمی‌رسد. آن را در «next» وضعیت پیش از آن نام ببرید.`,
      }
      return [{ source, finding: { ...at, code: 'RULE_STATUS_UNREACHABLE', message } }]
    }
    if (!isDeadEnd(lifecycle, status)) return []
    const message = {
      en: `A lead that comes to "${status.id}" stays open for ever: no converted or lost status can follow. Add one to "next".`,
      fa: `سرنخی که به «${status.id}» برسد همیشه باز می‌ماند: هیچ وضعیت تبدیل‌شده یا ازدست‌رفته‌ای پس از آن نمی‌آید. یکی را به «next» بیفزایید.`,
    }
    return [{ source, finding: { ...at, code: 'RULE_STATUS_DEAD_END', message } }]
  })
}

function isDeadEnd(lifecycle: Lifecycle, { id, category }: Status): boolean {
  if (category !== 'open') return false
  const ends = lifecycle.statuses.filter((status) => status.category !== 'open')
  const reached = reachedFrom(lifecycle, id)
  return ends.length > 0 && !ends.some((status) => reached.has(status.id))
}

/** A status and all that can follow it; one that names no successors lets any follow. */
function reachedFrom({ statuses }: Lifecycle, start: string): ReadonlySet<string> {
  const reached = new Set([start])
  for (const id of reached) {
    const status = statuses.find((one) => one.id === id)
    for (const next of status?.next ?? statuses.map((one) => one.id)) reached.add(next)
  }
  return reached
}
