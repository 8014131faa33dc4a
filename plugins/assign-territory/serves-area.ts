import { type Candidate, defineAssignmentFilter, foldForSearch, type Lead } from '../../core/plugin-api/index.js'
import { provinceNamed } from './find-province.js'

/** Leaves out who serves neither the city nor the province of the lead. */
export const servesArea = defineAssignmentFilter({
  label: { en: 'Serves the area', fa: 'در قلمرو' },
  leaveOut({ territories }: Candidate, { lead }) {
    const areas = areasOf(lead)
    if (territories.some((area) => areas.includes(areaKey(area)))) return undefined
    const { province = '' } = lead
    const key = province === '' ? '' : areaKey(province)
    if (territories.length === 0) return { reason: 'no-territory', details: { province: key } }
    return { reason: 'other-territory', details: { province: key, territories: territories.join(', ') } }
  },
})

function areasOf({ province, city }: Lead): readonly string[] {
  return [...(province === undefined ? [] : [areaKey(province)]), ...(city === undefined ? [] : [cityKey(city)])]
}

/** A city is written apart from a province of the same name: `city:tehran`. */
const cityKey = (city: string): string => `city:${foldForSearch(city)}`

/** One form for every spelling of a province; other areas, which a deployment may use as well, by their folded name. */
function areaKey(area: string): string {
  const [, city] = /^city:(.*)$/.exec(area) ?? []
  return city === undefined ? (provinceNamed(area) ?? foldForSearch(area)) : cityKey(city)
}
