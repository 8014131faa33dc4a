import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { switchPlugin } from '../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/index.js'

let opened: TestCrm
beforeAll(async () => {
  opened = await openTestCrm()
})
afterAll(() => opened.close())

const audited = async () =>
  (await opened.crm.store.records.list('auditEntry', { limit: 10, sort: { field: 'at', direction: 'asc' } })).records

test('a plugin is off with a reason until somebody switches it on, and both are written down', async () => {
  const [plugin] = opened.crm.registry.plugins
  const name = plugin?.name ?? ''
  const off = await switchPlugin(opened.crm, { actor: SYSTEM, plugin: name, state: 'off', reason: 'Ada tries without.' })
  expect(off).toMatchObject({ state: 'off', offReason: 'Ada tries without.' })
  const on = await switchPlugin(opened.crm, { actor: SYSTEM, plugin: name, state: 'on' })
  expect(on.state).toBe('on')
  expect(on.offReason).toBeUndefined()
  expect((await audited()).map(({ action, subject }) => [action, subject])).toEqual([
    ['plugin.switchOff', name],
    ['plugin.switchOn', name],
  ])
})

test('a plugin that is not there is refused, and nothing is written down', async () => {
  const before = (await audited()).length
  await expect(switchPlugin(opened.crm, { actor: SYSTEM, plugin: 'nowhere', state: 'off' })).rejects.toMatchObject({
    code: 'PLUGIN_UNKNOWN',
  })
  expect(await audited()).toHaveLength(before)
})
