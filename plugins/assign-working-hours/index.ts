import { definePlugin } from '../../core/plugin-api/index.js'
import { workingHours } from './working-hours.js'

export const assignWorkingHours = definePlugin({
  name: 'assign-working-hours',
  label: { en: 'Assignment to who is at work', fa: 'تخصیص به حاضران' },
  version: '1.0.0',
  api: '^1',
  assignmentFilters: { 'working-hours': workingHours },
})
