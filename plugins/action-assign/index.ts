import { definePlugin } from '../../core/plugin-api/index.js'
import { assignLead } from './assign-lead.js'
import { reassignLead } from './reassign-lead.js'

export const actionAssign = definePlugin({
  name: 'action-assign',
  label: { en: 'Actions: give leads away', fa: 'اقدام: واگذاری سرنخ' },
  version: '1.0.0',
  api: '^1',
  actions: { 'lead.assign': assignLead, 'lead.reassign': reassignLead },
})
