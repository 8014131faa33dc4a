import { definePlugin } from '../../core/plugin-api/index.js'
import { weighted } from './weighted.js'

export const assignWeighted = definePlugin({
  name: 'assign-weighted',
  label: { en: 'Assignment by weight', fa: 'تخصیص وزنی' },
  version: '1.0.0',
  api: '^1',
  assignmentStrategies: { weighted },
})
