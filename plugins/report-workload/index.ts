import { definePlugin } from '../../core/plugin-api/index.js'
import { workload } from './workload.js'

export const reportWorkload = definePlugin({
  name: 'report-workload',
  label: { en: 'Report: workload', fa: 'گزارش بار کاری' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { workload: workload },
})
