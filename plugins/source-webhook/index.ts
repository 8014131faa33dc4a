import { definePlugin } from '../../core/plugin-api/index.js'
import { webhook } from './webhook.js'

export const sourceWebhook = definePlugin({
  name: 'source-webhook',
  label: { en: 'Webhooks', fa: 'وب‌هوک‌ها' },
  version: '1.0.0',
  api: '^1',
  leadSources: { webhook },
})
