import { composeStrategy, fewestOpenLeads, nextInTurn } from '../../core/plugin-api/index.js'

/** Whoever has the fewest open leads; among equals the next in turn. */
export const leastBusy = composeStrategy({
  label: { en: 'Least busy', fa: 'کم‌کارترین' },
  rank: [fewestOpenLeads],
  pick: nextInTurn,
})
