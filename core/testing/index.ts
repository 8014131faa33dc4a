/** For the tests of plugins and deployments: `sarnakh/testing`. */
export * from './contracts/index.js'
export { openTestCrm, type RecordedAction, type TestCrm, type TestCrmOptions } from './open-test-crm.js'
export { type TestClock, testClock } from './test-clock.js'
