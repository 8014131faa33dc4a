import { definePlugin } from '../../core/plugin-api/index.js'
import { sourcePerformance } from './source-performance.js'

export const reportSourcePerformance = definePlugin({
  name: 'report-source-performance',
  label: { en: 'Report: source performance', fa: 'گزارش عملکرد منابع' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'source-performance': sourcePerformance },
})
