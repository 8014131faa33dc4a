import { afterAll, beforeAll, expect, test } from 'vitest'
import { suggestMapping } from '../../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'

let opened: TestCrm
beforeAll(async () => {
  opened = await openTestCrm()
})
afterAll(() => opened.close())

test.each([
  [
    'sales_pipeline.csv',
    'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
    { externalId: 'opportunity_id', ownerId: 'sales_agent', product: 'product', accountId: 'account', stage: 'deal_stage' },
  ],
  [
    'sales_teams.csv',
    'sales_agent,manager,regional_office',
    { name: 'sales_agent', managerId: 'manager', region: 'regional_office' },
  ],
  ['Leads.csv', 'Prospect ID,Lead Source,City', { externalId: 'Prospect ID', source: 'Lead Source', city: 'City' }],
  ['accounts.csv', 'account,sector,employees,subsidiary_of', { name: 'account', industry: 'sector', parentId: 'subsidiary_of' }],
  ['leads.csv', 'Full name,Name', { name: 'Name' }],
])('the columns of %s are paired with what they mean', async (fileName, header, fields) => {
  const { mapping } = await suggestMapping(opened.crm, { columns: header.split(','), fileName })
  expect(mapping.fields).toMatchObject(fields)
})
