import { beforeAll, expect, test } from 'vitest'
import { applyMapping } from '../../core/model/mapping/compile-mapping.js'
import { buildRuleSet, type RuleSet, readRuleFiles } from '../../core/rule-engine/index.js'
import { vocabularyFor } from './base-vocabulary.js'

let mappings: RuleSet['mappings']

beforeAll(async () => {
  const files = await readRuleFiles([{ name: 'base', folder: new URL('../../rules', import.meta.url).pathname }])
  mappings = buildRuleSet(files, vocabularyFor(files)).mappings
})

function read(id: string, payload: unknown) {
  const mapping = mappings[id]
  if (!mapping) throw new Error(`no mapping ${id}`)
  return applyMapping(mapping, payload)
}

const answers = (pairs: Readonly<Record<string, string>>) =>
  Object.entries(pairs).map(([name, value]) => ({ name, values: [value] }))

test('a Meta lead is read from its answers and named by its id', () => {
  const lead = {
    id: '77',
    form_id: '5',
    ad_id: '9',
    field_data: answers({ full_name: 'Sara Ahmadi', email: 'sara@example.ir', phone_number: '+989121234567' }),
  }
  const expected = {
    key: '77',
    values: { name: 'Sara Ahmadi', email: 'sara@example.ir', phone: '+989121234567' },
    touch: { utmSource: 'facebook', utmCampaign: '5' },
  }
  expect(read('meta-lead-ads', lead)).toMatchObject([expected])
  expect(read('meta-lead-ads-bulk', { data: [lead, { ...lead, id: '78' }] })).toMatchObject([
    expected,
    { ...expected, key: '78' },
  ])
})

test('a Meta page tells ids, which belong to the same source as the answers', () => {
  const change = (id: number) => ({ field: 'leadgen', value: { leadgen_id: id, form_id: 5, ad_id: 9 } })
  const leads = read('meta-lead-ads-page', {
    object: 'page',
    entry: [{ changes: [change(1), change(2)] }, { changes: [change(1)] }],
  })
  expect(leads.map(({ key, values }) => [key, values['source']])).toEqual([
    ['1', 'meta-lead-ads'],
    ['2', 'meta-lead-ads'],
    ['1', 'meta-lead-ads'],
  ])
})

test('a Google lead is read by column ids, work addresses where there are no others', () => {
  const column = (column_id: string, string_value: string) => ({ column_id, string_value })
  const payload = {
    lead_id: 'g1',
    campaign_id: 4,
    gcl_id: 'c',
    user_column_data: [column('FULL_NAME', 'Reza'), column('WORK_EMAIL', 'reza@example.com'), column('CITY', 'Shiraz')],
  }
  expect(read('google-ads', payload)).toMatchObject([
    {
      key: 'g1',
      values: { name: 'Reza', email: 'reza@example.com', city: 'Shiraz' },
      touch: { utmSource: 'google', utmCampaign: '4', clickId: 'c' },
    },
  ])
})

test('a Typeform answer is read by the name of its question, otherwise by its kind', () => {
  const answer = (ref: string, type: string, value: object) => ({ ...value, field: { ref, type } })
  const form_response = {
    token: 't1',
    hidden: { utm_source: 'mail' },
    answers: [
      answer('company', 'short_text', { text: 'Pars' }),
      answer('q2', 'email', { email: 'a@example.com' }),
      answer('q3', 'long_text', { text: 'Call me' }),
    ],
  }
  expect(read('typeform', { form_response })).toMatchObject([
    { key: 't1', values: { company: 'Pars', email: 'a@example.com', message: 'Call me' }, touch: { utmSource: 'mail' } },
  ])
})

test('an Elementor form is read flat and nested alike', () => {
  const expected = [{ values: { name: 'Mina', email: 'mina@example.com' }, touch: { landingPage: 'https://example.com/a' } }]
  const flat = {
    'fields[name][value]': 'Mina',
    'fields[email][value]': 'mina@example.com',
    'meta[page_url][value]': 'https://example.com/a',
  }
  const nested = {
    fields: { name: { value: 'Mina' }, email: { value: 'mina@example.com' } },
    meta: { page_url: { value: 'https://example.com/a' } },
  }
  expect(read('elementor', flat)).toMatchObject(expected)
  expect(read('elementor', nested)).toMatchObject(expected)
})
