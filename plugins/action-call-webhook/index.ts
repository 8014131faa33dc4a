import { definePlugin } from '../../core/plugin-api/index.js'
import { callWebhook } from './call-webhook.js'

export const actionCallWebhook = definePlugin({
  name: 'action-call-webhook',
  label: { en: 'Action: call a webhook', fa: 'اقدام: فراخوانی وب‌هوک' },
  version: '1.0.0',
  api: '^1',
  actions: { 'webhook.call': callWebhook },
})
