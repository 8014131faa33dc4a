import { definePlugin } from '../../core/plugin-api/index.js'
import { lostLeads } from './lost-leads.js'
import { lostOpportunities } from './lost-opportunities.js'

export const reportLostReasons = definePlugin({
  name: 'report-lost-reasons',
  label: { en: 'Reports: lost reasons', fa: 'گزارش‌های دلیل‌های از دست رفتن' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'lost-leads': lostLeads, 'lost-opportunities': lostOpportunities },
})
