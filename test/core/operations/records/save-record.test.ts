import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { changeRecord, createRecord, recordHistory, removeRecord, showChange } from '../../../../core/operations/index.js'
import { isRefusal } from '../../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'

let crm: TestCrm
beforeAll(async () => {
  crm = await openTestCrm()
})
afterAll(() => crm.close())

const account = async (values: object) => {
  const made = await createRecord(crm.crm, { actor: SYSTEM, entity: 'account', values: { name: 'Pars', ...values } })
  if (isRefusal(made)) throw new Error(made.refused)
  return made
}

describe('keeping a record', () => {
  test('a value that does not fit its field is refused by name, and nothing is written', async () => {
    const before = await crm.crm.store.records.count('account')
    await expect(account({ employees: 'many' })).rejects.toMatchObject({
      code: 'RECORD_INVALID',
      details: { field: 'employees' },
    })
    await expect(account({ nameKey: 'x' })).rejects.toMatchObject({ code: 'RECORD_INVALID', details: { field: 'nameKey' } })
    expect(await crm.crm.store.records.count('account')).toBe(before)
  })

  test('an amount without a currency takes that of the deployment', async () => {
    expect((await account({ revenue: '۱۲۰۰' }))['revenue']).toMatchObject({ currency: 'IRR' })
  })

  test('a record that is not there is unknown, for changing and removing', async () => {
    const gone = { actor: SYSTEM, entity: 'account', id: 'nope' } as const
    await expect(changeRecord(crm.crm, { ...gone, changes: { name: 'X' } })).rejects.toMatchObject({ code: 'RECORD_UNKNOWN' })
    await expect(removeRecord(crm.crm, gone)).rejects.toMatchObject({ code: 'RECORD_UNKNOWN' })
    await expect(showChange(crm.crm, { actor: SYSTEM, id: 'nope' })).rejects.toMatchObject({ code: 'CHANGE_SET_UNKNOWN' })
  })

  test('one of two edits at once is told that somebody was faster, and the history knows every change', async () => {
    const made = await account({})
    const edit = (city: string) =>
      changeRecord(crm.crm, { actor: SYSTEM, entity: 'account', id: made.id, expectedVersion: 1, changes: { city } })
    const answers = await Promise.all([edit('Shiraz'), edit('Yazd')])
    expect(answers.filter(isRefusal)).toMatchObject([{ code: 'changed-meanwhile' }])
    const { records } = await recordHistory(crm.crm, { actor: SYSTEM, entity: 'account', id: made.id })
    expect(records.map(({ action }) => action).toSorted()).toEqual(['insert', 'update'])
  })

  test('a change that changes nothing writes nothing', async () => {
    const made = await account({ city: 'Shiraz' })
    const same = await changeRecord(crm.crm, { actor: SYSTEM, entity: 'account', id: made.id, changes: { city: 'Shiraz' } })
    expect(same).toMatchObject({ version: 1 })
  })
})
