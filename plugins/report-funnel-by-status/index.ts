import { definePlugin } from '../../core/plugin-api/index.js'
import { funnelByStage } from './funnel-by-stage.js'
import { funnelByStatus } from './funnel-by-status.js'

export const reportFunnelByStatus = definePlugin({
  name: 'report-funnel-by-status',
  label: { en: 'Reports: funnels', fa: 'گزارش‌های قیف' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'funnel-by-status': funnelByStatus, 'funnel-by-stage': funnelByStage },
})
