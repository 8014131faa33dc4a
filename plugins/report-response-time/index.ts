import { definePlugin } from '../../core/plugin-api/index.js'
import { responseTime } from './response-time.js'

export const reportResponseTime = definePlugin({
  name: 'report-response-time',
  label: { en: 'Report: response time', fa: 'گزارش زمان پاسخ' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'response-time': responseTime },
})
