import { defineAssignmentRank } from './assignment-parts.js'
import { defineAssignmentStrategy } from './assignment-strategy.js'
import { inTurn } from './in-turn.js'

/** Whoever has the fewest open leads comes first. */
export const fewestOpenLeads = defineAssignmentRank({
  label: { en: 'Least busy', fa: 'کم‌کارترین' },
  rank: ({ openLeads }) => openLeads,
  leaveOut: ({ own, best }) => ({ reason: 'busier', details: { openLeads: own, fewest: best } }),
})

/** The next in turn. The cursor is the place after the one chosen last, so who was absent gets the next turn, not all missed ones. */
export const nextInTurn = defineAssignmentStrategy({
  label: { en: 'Round robin', fa: 'نوبتی' },
  choose(candidates, { cursor }) {
    const [next, ...others] = inTurn(candidates, cursor)
    if (!next) return { leftOut: [] }
    const leftOut = others.map(({ userId, position }) => ({
      userId,
      reason: 'not-their-turn' as const,
      details: { place: position, turn: next.position },
    }))
    return { ownerId: next.userId, leftOut, cursor: next.position + 1 }
  },
})
