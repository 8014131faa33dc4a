import { definePlugin } from '../../core/plugin-api/index.js'
import { notify } from './notify.js'

export const actionNotify = definePlugin({
  name: 'action-notify',
  label: { en: 'Action: notify', fa: 'اقدام: اعلان' },
  version: '1.0.0',
  api: '^1',
  actions: { notify: notify },
})
