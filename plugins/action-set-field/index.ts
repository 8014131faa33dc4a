import { definePlugin } from '../../core/plugin-api/index.js'
import { setField } from './set-field.js'

export const actionSetField = definePlugin({
  name: 'action-set-field',
  label: { en: 'Action: set a field', fa: 'اقدام: نوشتن فیلد' },
  version: '1.0.0',
  api: '^1',
  actions: { 'field.set': setField },
})
