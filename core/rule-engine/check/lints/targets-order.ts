import { parseDuration } from '../../../model/calendar/duration.js'
import type { WrittenTargets } from '../../files/response-targets.js'
import type { SourceFile } from '../../files/source-file.js'
import type { Lint, PlacedFinding } from './lint.js'

/** Finds response targets that one before them leaves no lead, and levels of escalation that come before the level below them. */
export const targetsOrder: Lint = ({ files }) =>
  files.filter(({ kind }) => kind === 'sla').flatMap((source) => [...levelsIn(source), ...unreachedIn(source)])

const msOf = (duration = ''): number => parseDuration(duration) ?? 0

type Path = (string | number)[]

function levelsIn(source: SourceFile): readonly PlacedFinding[] {
  const { escalate, targets } = source.value as unknown as WrittenTargets
  return [
    ...fallingLevel(source, escalate, ['escalate']),
    ...targets.flatMap((target, index) => fallingLevel(source, target.escalate, ['targets', index, 'escalate'])),
  ]
}

function fallingLevel(source: SourceFile, levels: readonly string[] = [], path: Path): readonly PlacedFinding[] {
  const place = levels.findIndex((level, index) => index > 0 && msOf(level) <= msOf(levels[index - 1]))
  if (place < 0) return []
  const message = {
    en: `Level ${place + 1} ("${levels[place]}") is reached no later than the one before it ("${levels[place - 1]}"). Write levels from early to late.`,
    fa: `سطح ${place + 1} («${levels[place]}») دیرتر از سطح پیش از خود («${levels[place - 1]}») نیست. سطح‌ها را از زود به دیر بنویسید.`,
  }
  const at = [...path, place]
  return [{ source, finding: { path: at, severity: 'warning', code: 'RULE_TARGETS_ORDER', message } }]
}

/** The first target whose conditions hold counts; higher priorities are asked first. */
function unreachedIn(source: SourceFile): readonly PlacedFinding[] {
  const { targets } = source.value as unknown as WrittenTargets
  const counting = targets.map((target, index) => ({ target, index })).filter(({ target }) => isLive(target))
  const ordered = counting.toSorted((one, other) => (other.target.priority ?? 0) - (one.target.priority ?? 0))
  const place = ordered.findIndex(({ target: { conditions, effective } }) => !conditions && !effective)
  const taker = ordered[place]
  if (!taker) return []
  return ordered.slice(place + 1).map(({ target, index }): PlacedFinding => {
    const message = {
      en: `No lead comes to "${target.id}": "${taker.target.id}" before it has no conditions and takes all. Put that one last.`,
      fa: `هیچ سرنخی به «${target.id}» نمی‌رسد: «${taker.target.id}» پیش از آن شرطی ندارد و همه را می‌گیرد. آن را آخر بگذارید.`,
    }
    const path = ['targets', index, 'id']
    return { source, finding: { path, severity: 'warning', code: 'RULE_TARGETS_ORDER', message } }
  })
}

const isLive = ({ enabled, mode }: WrittenTargets['targets'][number]): boolean => enabled !== false && mode !== 'shadow'
