import { definePlugin } from '../../core/plugin-api/index.js'
import { revenue } from './revenue.js'

export const reportRevenue = definePlugin({
  name: 'report-revenue',
  label: { en: 'Report: revenue', fa: 'گزارش درآمد' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { revenue },
})
