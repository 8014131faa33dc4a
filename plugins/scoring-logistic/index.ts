import { definePlugin } from '../../core/plugin-api/index.js'
import { logistic } from './logistic.js'

export const scoringLogistic = definePlugin({
  name: 'scoring-logistic',
  label: { en: 'Scoring learned from results', fa: 'امتیازدهی آموخته از نتایج' },
  version: '1.0.0',
  api: '^1',
  scoringModels: { logistic },
})
