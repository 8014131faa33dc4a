import { definePlugin } from '../../core/plugin-api/index.js'
import { salesCycle } from './sales-cycle.js'
import { timeInStatus } from './time-in-status.js'
import { timeToPurchase } from './time-to-purchase.js'

export const reportSalesCycle = definePlugin({
  name: 'report-sales-cycle',
  label: { en: 'Reports: sales cycle and time in status', fa: 'گزارش‌های چرخهٔ فروش و زمان در هر وضعیت' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'sales-cycle': salesCycle, 'time-in-status': timeInStatus, 'time-to-purchase': timeToPurchase },
})
