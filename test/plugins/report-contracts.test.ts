import { describe } from 'vitest'
import { testReportType } from '../../core/testing/contracts/index.js'
import { activity } from '../../plugins/report-activity/activity.js'
import { attributionBy } from '../../plugins/report-attribution/attribution.js'
import { expectedByStage, expectedByStatus } from '../../plugins/report-expected-actual/expected-actual.js'
import { forecast } from '../../plugins/report-forecast/forecast.js'
import { funnelByStage } from '../../plugins/report-funnel-by-status/funnel-by-stage.js'
import { followUp } from '../../plugins/report-lead-conversion/follow-up.js'
import { leadConversion } from '../../plugins/report-lead-conversion/lead-conversion.js'
import { lostLeads } from '../../plugins/report-lost-reasons/lost-leads.js'
import { lostOpportunities } from '../../plugins/report-lost-reasons/lost-opportunities.js'
import { responseTime } from '../../plugins/report-response-time/response-time.js'
import { revenue } from '../../plugins/report-revenue/revenue.js'
import { salesCycle } from '../../plugins/report-sales-cycle/sales-cycle.js'
import { timeInStatus } from '../../plugins/report-sales-cycle/time-in-status.js'
import { timeToPurchase } from '../../plugins/report-sales-cycle/time-to-purchase.js'
import { scoreCalibration } from '../../plugins/report-score-calibration/score-calibration.js'
import { sourcePerformance } from '../../plugins/report-source-performance/source-performance.js'

describe('lead conversion', () => testReportType({ report: leadConversion, params: { group: 'source' } }))
describe('follow-up', () => testReportType({ report: followUp, params: { group: 'ownerId' } }))
describe('source performance', () =>
  testReportType({ report: sourcePerformance, params: { goodGrades: ['hot'], enough: 1, goodRate: 0.2, poorRate: 0.1 } }))
describe('funnel by stage', () => testReportType({ report: funnelByStage }))
describe('activity', () => testReportType({ report: activity, params: { outcomes: false, people: true } }))
describe('response time', () => testReportType({ report: responseTime, params: { group: 'none', withinMinutes: 5 } }))
describe('sales cycle', () => testReportType({ report: salesCycle, params: { group: 'none' } }))
describe('time in status', () => testReportType({ report: timeInStatus, params: { of: 'lead' } }))
describe('time to purchase', () => testReportType({ report: timeToPurchase, params: { group: 'segment' } }))
describe('lost leads', () => testReportType({ report: lostLeads }))
describe('lost opportunities', () => testReportType({ report: lostOpportunities }))
describe('revenue', () => testReportType({ report: revenue, params: { group: 'ownerId' } }))
describe('forecast', () => testReportType({ report: forecast, params: { months: 3, history: 36, tested: 6 } }))
describe('score calibration', () =>
  testReportType({ report: scoreCalibration, params: { group: 'band', width: 10, closed: false } }))
describe('expected by status', () => testReportType({ report: expectedByStatus }))
describe('expected by stage', () => testReportType({ report: expectedByStage }))
describe('attribution', () => {
  const words = { en: 'Attribution', fa: 'نسبت‌دهی' }
  testReportType({ report: attributionBy('linear', { label: words, description: words }), params: { group: 'all' } })
})
