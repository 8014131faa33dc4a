import { definePlugin } from '../../core/plugin-api/index.js'
import { api } from './api.js'

export const sourceApi = definePlugin({
  name: 'source-api',
  label: { en: 'API', fa: 'رابط برنامه‌نویسی' },
  version: '1.0.0',
  api: '^1',
  leadSources: { api },
})
