import { type Candidate, defineAssignmentStrategy, inTurn, type LeftOut } from '../../core/plugin-api/index.js'

/** Whoever has the fewest open leads; among equals the next in turn. */
export const leastBusy = defineAssignmentStrategy({
  label: { en: 'Least busy', fa: 'کم‌کارترین' },
  choose(candidates, { cursor }) {
    const fewest = Math.min(...candidates.map(({ openLeads }) => openLeads))
    const chosen = inTurn(candidates, cursor).find(({ openLeads }) => openLeads === fewest)
    if (!chosen) return { leftOut: [] }
    const others = candidates.filter((candidate) => candidate !== chosen)
    return { ownerId: chosen.userId, leftOut: others.map((other) => leftOut(other, chosen)), cursor: chosen.position + 1 }
  },
})

function leftOut({ userId, openLeads, position }: Candidate, chosen: Candidate): LeftOut {
  if (openLeads > chosen.openLeads) return { userId, reason: 'busier', details: { openLeads, fewest: chosen.openLeads } }
  return { userId, reason: 'not-their-turn', details: { openLeads, place: position, turn: chosen.position } }
}
