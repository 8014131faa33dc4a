import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { addSuppressions, enrolByHand, previewMail, showSequence, unsubscribe } from '../../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'

let crm: TestCrm
beforeAll(async () => {
  crm = await openTestCrm()
})
afterAll(() => crm.close())

describe('sequences and mails refuse what is not there', () => {
  test('a sequence, for showing and for enrolling', async () => {
    const [lead] = await crm.capture('api', { values: { name: 'Sara', email: 'sara@example.com' } })
    await expect(showSequence(crm.crm, { actor: SYSTEM, id: 'nope' })).rejects.toMatchObject({ code: 'SEQUENCE_UNKNOWN' })
    await expect(enrolByHand(crm.crm, { actor: SYSTEM, sequence: 'nope', leadId: lead?.id ?? '' })).rejects.toMatchObject({
      code: 'SEQUENCE_UNKNOWN',
    })
  })

  test('a mail', async () => {
    await expect(previewMail(crm.crm, { actor: SYSTEM, template: 'nope', leadId: 'x' })).rejects.toMatchObject({
      code: 'MAIL_TEMPLATE_UNKNOWN',
    })
  })

  test('an address that is none, and a link that nobody made', async () => {
    await expect(addSuppressions(crm.crm, { actor: SYSTEM, addresses: ['sara at example'] })).rejects.toMatchObject({
      code: 'SUPPRESSION_INVALID',
    })
    await expect(unsubscribe(crm.crm, 'nonsense')).rejects.toMatchObject({ code: 'UNSUBSCRIBE_LINK_INVALID' })
  })
})
