import { definePlugin } from '../../core/plugin-api/index.js'
import { activity } from './activity.js'

export const reportActivity = definePlugin({
  name: 'report-activity',
  label: { en: 'Report: activity', fa: 'گزارش فعالیت‌ها' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { activity },
})
