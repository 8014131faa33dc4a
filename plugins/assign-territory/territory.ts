import { composeStrategy, fewestOpenLeads, nextInTurn } from '../../core/plugin-api/index.js'
import { servesArea } from './serves-area.js'

/** Who serves the lead's city or province; among several the one with the fewest open leads, then the next in turn. */
export const territory = composeStrategy({
  label: { en: 'By territory', fa: 'منطقه‌ای' },
  filter: [servesArea],
  rank: [fewestOpenLeads],
  pick: nextInTurn,
})
