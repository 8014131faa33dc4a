import { definePlugin } from '../../core/plugin-api/index.js'
import { forecast } from './forecast.js'

export const reportForecast = definePlugin({
  name: 'report-forecast',
  label: { en: 'Report: forecast', fa: 'گزارش پیش‌بینی فروش' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { forecast },
})
