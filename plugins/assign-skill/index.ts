import { definePlugin } from '../../core/plugin-api/index.js'
import { fit } from './fit.js'
import { skill } from './skill.js'

export const assignSkill = definePlugin({
  name: 'assign-skill',
  label: { en: 'Assignment by skill', fa: 'تخصیص بر پایهٔ مهارت' },
  version: '1.0.0',
  api: '^1',
  assignmentFilters: { skill },
  assignmentRanks: { fit },
})
