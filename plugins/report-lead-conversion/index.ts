import { definePlugin } from '../../core/plugin-api/index.js'
import { followUp } from './follow-up.js'
import { leadConversion } from './lead-conversion.js'

export const reportLeadConversion = definePlugin({
  name: 'report-lead-conversion',
  label: { en: 'Reports: lead conversion and follow-up', fa: 'گزارش‌های تبدیل و پیگیری سرنخ' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'lead-conversion': leadConversion, 'follow-up': followUp },
})
