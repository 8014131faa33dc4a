import { definePlugin } from '../../core/plugin-api/index.js'
import { fairness } from './fairness.js'

export const reportFairness = definePlugin({
  name: 'report-fairness',
  label: { en: 'Report: fairness', fa: 'گزارش عدالت' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { fairness },
})
