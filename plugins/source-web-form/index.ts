import { definePlugin } from '../../core/plugin-api/index.js'
import { webForm } from './web-form.js'

export const sourceWebForm = definePlugin({
  name: 'source-web-form',
  label: { en: 'Web forms', fa: 'فرم‌های وب' },
  version: '1.0.0',
  api: '^1',
  leadSources: { 'web-form': webForm },
})
