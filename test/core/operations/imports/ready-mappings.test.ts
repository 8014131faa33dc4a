import { afterAll, beforeAll, expect, test } from 'vitest'
import { suggestMapping } from '../../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'
import { importText } from './import-file.js'

let opened: TestCrm
beforeAll(async () => {
  opened = await openTestCrm()
})
afterAll(() => opened.close())

/** Invented rows under the columns that each program writes. */
const SAMPLES = {
  'hubspot-contacts': ['Record ID,First Name,Last Name,Email,Lifecycle Stage', '101,Ana,Ruiz,ana@hubspot.example,lead'],
  'hubspot-companies': ['Record ID,Company name,Company owner,City', '102,Alpha Mills,,Yazd'],
  'hubspot-deals': [
    'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date',
    '103,Mill deal,Qualified To Buy,Sales,1200 EUR,2026-01-02',
  ],
  'salesforce-leads': ['Id,LastName,FirstName,Company,Email,LeadSource', '00Q1,Ahmadi,Sara,Beta,sara@sf.example,Web'],
  'salesforce-accounts': ['Id,Name,BillingCity,NumberOfEmployees', '0011,Beta Works,Shiraz,12'],
  'salesforce-contacts': ['Id,AccountId,LastName,FirstName,Email', '0031,0011,Karimi,Reza,reza@sf.example'],
  'salesforce-opportunities': ['Id,AccountId,Name,StageName,CloseDate', '0061,0011,Beta deal,Prospecting,2026-03-01'],
  'dynamics-leads': [
    '(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Name,Topic,Email',
    'g-1,x,1/2/2025,Lena Roth,Pumps,lena@dyn.example',
  ],
  'dynamics-accounts': [
    '(Do Not Modify) Account,(Do Not Modify) Row Checksum,Account Name,Main Phone',
    'g-2,x,Gamma Ltd,+49 30 1234',
  ],
  'dynamics-opportunities': [
    '(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,Topic,Potential Customer,Est. Close Date,Status Reason',
    'g-3,x,Gamma deal,Gamma Ltd,12/31/2026,In Progress',
  ],
  'zoho-leads': [
    'Record Id,Lead Owner,First Name,Last Name,Company,Email,Lead Status',
    'zcrm_1,Me,Nima,Rad,Delta,nima@zoho.example,New',
  ],
  'zoho-contacts': [
    'Record Id,Contact Owner,First Name,Last Name,Account Name,Email',
    'zcrm_2,Me,Mina,Rad,Delta Co,mina@zoho.example',
  ],
  'zoho-accounts': ['Record Id,Account Owner,Account Name,Website', 'zcrm_3,Me,Epsilon Co,https://epsilon.example'],
  'zoho-deals': ['Record Id,Deal Owner,Deal Name,Stage,Account Name', 'zcrm_4,Me,Epsilon deal,Needs Analysis,Epsilon Co'],
  'espocrm-leads': ['id,firstName,lastName,accountName,status,emailAddress', 'e1,Jan,Nowak,Zeta,New,jan@espo.example'],
  'espocrm-accounts': ['id,name,billingAddressCity,sicCode', 'e2,Zeta Sp,Gdansk,1'],
  'espocrm-opportunities': ['id,name,accountName,amount,amountCurrency,stage', 'e3,Zeta deal,Zeta Sp,500,EUR,Qualification'],
  'vtiger-leads': [
    'Lead Number,First Name,Last Name,Company,Primary Email,Lead Status',
    'LEA1,Omid,Pour,Eta,omid@vtiger.example,New',
  ],
  'vtiger-organizations': ['Organization Number,Organization Name,Website', 'ACC1,Eta Co,https://eta.example'],
  'vtiger-opportunities': [
    'Opportunity Number,Opportunity Name,Organization Name,Sales Stage',
    'POT1,Eta deal,Eta Co,Prospecting',
  ],
  'odoo-leads': [
    'External ID,Contact Name,Company Name,Email,Salesperson',
    '__export__.crm_lead_1,Lucas Dubois,Theta,lucas@odoo.example,Mitchell',
  ],
  'odoo-contacts': [
    'External ID,Name,Related Company,Email',
    '__export__.res_partner_1,Marie Dubois,Theta SA,marie@odoo.example',
  ],
  'odoo-opportunities': [
    'External ID,Opportunity,Customer,Expected Revenue,Stage',
    '__export__.crm_lead_2,Theta deal,Theta SA,100 EUR,Qualified',
  ],
} as const

test.each(Object.entries(SAMPLES))('a file with the columns of %s is recognised and comes in', async (id, [header, row]) => {
  const suggested = await suggestMapping(opened.crm, { columns: header.split(','), fileName: 'export.csv' })
  expect(suggested.mapping.id).toBe(id)
  const run = await importText(opened.crm, {
    text: `${header}\n${row}\n`,
    setUp: { mapping: suggested.mapping, entity: suggested.entity },
  })
  expect(run).toMatchObject({ state: 'done', created: 1, failed: 0 })
})
