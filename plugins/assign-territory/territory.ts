import { type Candidate, defineAssignmentStrategy, foldForSearch, inTurn, type LeftOut } from '../../core/plugin-api/index.js'
import { provinceNamed } from './find-province.js'

/** Who serves the lead's province; among several the one with the fewest open leads, then the next in turn. */
export const territory = defineAssignmentStrategy({
  label: { en: 'By territory', fa: 'منطقه‌ای' },
  choose(candidates, { lead, cursor }) {
    const province = lead.province === undefined ? undefined : areaKey(lead.province)
    const serving = inTurn(candidates, cursor).filter((candidate) => serves(candidate, province))
    const fewest = Math.min(...serving.map(({ openLeads }) => openLeads))
    const chosen = serving.find(({ openLeads }) => openLeads === fewest)
    const others = candidates.filter((candidate) => candidate !== chosen)
    const leftOut = others.map((other) =>
      chosen && serving.includes(other) ? busier(other, chosen) : elsewhere(other, province),
    )
    return chosen ? { ownerId: chosen.userId, leftOut, cursor: chosen.position + 1 } : { leftOut }
  },
})

function serves({ territories }: Candidate, province: string | undefined): boolean {
  return province !== undefined && territories.some((area) => areaKey(area) === province)
}

/** One form for every spelling of a province; other areas, which a deployment may use as well, by their folded name. */
function areaKey(area: string): string {
  return provinceNamed(area) ?? foldForSearch(area)
}

function elsewhere({ userId, territories }: Candidate, province = ''): LeftOut {
  if (territories.length === 0) return { userId, reason: 'no-territory', details: { province } }
  return { userId, reason: 'other-territory', details: { province, territories: territories.join(', ') } }
}

function busier({ userId, openLeads, position }: Candidate, chosen: Candidate): LeftOut {
  if (openLeads > chosen.openLeads) return { userId, reason: 'busier', details: { openLeads, fewest: chosen.openLeads } }
  return { userId, reason: 'not-their-turn', details: { openLeads, place: position, turn: chosen.position } }
}
