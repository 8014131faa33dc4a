import { definePlugin } from '../../core/plugin-api/index.js'
import { logActivity } from './log-activity.js'

export const actionLogActivity = definePlugin({
  name: 'action-log-activity',
  label: { en: 'Action: write into the timeline', fa: 'اقدام: نوشتن در خط زمان' },
  version: '1.0.0',
  api: '^1',
  actions: { 'activity.log': logActivity },
})
