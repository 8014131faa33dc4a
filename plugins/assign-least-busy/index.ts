import { definePlugin, fewestOpenLeads } from '../../core/plugin-api/index.js'
import { leastBusy } from './least-busy.js'
import { room } from './room.js'

export const assignLeastBusy = definePlugin({
  name: 'assign-least-busy',
  label: { en: 'Assignment to the least busy', fa: 'تخصیص به کم‌کارترین' },
  version: '1.1.0',
  api: '^1',
  assignmentStrategies: { 'least-busy': leastBusy },
  assignmentFilters: { room },
  assignmentRanks: { 'least-busy': fewestOpenLeads },
})
