import { definePlugin } from '../../core/plugin-api/index.js'
import { funnelByStatus } from './funnel-by-status.js'

export const reportFunnelByStatus = definePlugin({
  name: 'report-funnel-by-status',
  label: { en: 'Report: funnel by status', fa: 'گزارش قیف وضعیت‌ها' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'funnel-by-status': funnelByStatus },
})
