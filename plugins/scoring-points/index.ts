import { definePlugin } from '../../core/plugin-api/index.js'
import { points } from './points.js'

export const scoringPoints = definePlugin({
  name: 'scoring-points',
  label: { en: 'Scoring by points', fa: 'امتیازدهی با نمره' },
  version: '1.0.0',
  api: '^1',
  scoringModels: { points },
})
