import { definePlugin } from '../../core/plugin-api/index.js'
import { expectedByStage, expectedByStatus } from './expected-actual.js'

export const reportExpectedActual = definePlugin({
  name: 'report-expected-actual',
  label: { en: 'Reports: expected against actual', fa: 'گزارش‌های انتظار در برابر واقعیت' },
  version: '1.0.0',
  api: '^1',
  reportTypes: { 'expected-by-status': expectedByStatus, 'expected-by-stage': expectedByStage },
})
