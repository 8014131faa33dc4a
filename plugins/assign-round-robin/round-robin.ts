import { defineAssignmentStrategy, inTurn } from '../../core/plugin-api/index.js'

/** The next in turn. The cursor is the place after the one chosen last, so who was absent gets the next turn, not all missed ones. */
export const roundRobin = defineAssignmentStrategy({
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
