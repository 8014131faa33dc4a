import { definePlugin } from '../../core/plugin-api/index.js'
import { roundRobin } from './round-robin.js'

export const assignRoundRobin = definePlugin({
  name: 'assign-round-robin',
  label: { en: 'Assignment in turn', fa: 'تخصیص نوبتی' },
  version: '1.0.0',
  api: '^1',
  assignmentStrategies: { 'round-robin': roundRobin },
})
