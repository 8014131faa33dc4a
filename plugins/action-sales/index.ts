import { definePlugin } from '../../core/plugin-api/index.js'
import { changeStatus } from './change-status.js'
import { convertLead } from './convert-lead.js'
import { createOpportunity } from './create-opportunity.js'
import { lapseCustomer } from './lapse-customer.js'

export const actionSales = definePlugin({
  name: 'action-sales',
  label: { en: 'Actions: sales', fa: 'اقدام‌ها: فروش' },
  version: '1.0.0',
  api: '^1',
  actions: {
    'status.change': changeStatus,
    'opportunity.create': createOpportunity,
    'lead.convert': convertLead,
    'customer.lapse': lapseCustomer,
  },
})
