import { definePlugin } from '../../core/plugin-api/index.js'
import { scoreCalibration } from './score-calibration.js'

export const reportScoreCalibration = definePlugin({
  name: 'report-score-calibration',
  label: { en: 'Report: score calibration', fa: 'گزارش سنجش امتیاز' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'score-calibration': scoreCalibration },
})
