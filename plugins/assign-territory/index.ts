import { definePlugin } from '../../core/plugin-api/index.js'
import { fillProvince } from './fill-province.js'
import { servesArea } from './serves-area.js'
import { territory } from './territory.js'

export { type Province, provinces } from './provinces.js'

export const assignTerritory = definePlugin({
  name: 'assign-territory',
  label: { en: 'Assignment by territory', fa: 'تخصیص منطقه‌ای' },
  version: '1.0.0',
  api: '^1',
  assignmentStrategies: { territory },
  assignmentFilters: { territory: servesArea },
  hooks: { 'lead:normalise': fillProvince },
})
