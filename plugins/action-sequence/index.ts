import { definePlugin } from '../../core/plugin-api/index.js'
import { enrolInSequence } from './enrol-in-sequence.js'
import { exitSequence } from './exit-sequence.js'

export const actionSequence = definePlugin({
  name: 'action-sequence',
  label: { en: 'Actions: sequences', fa: 'اقدام‌ها: توالی‌ها' },
  version: '1.0.0',
  api: '^1',
  actions: { 'sequence.enrol': enrolInSequence, 'sequence.exit': exitSequence },
})
