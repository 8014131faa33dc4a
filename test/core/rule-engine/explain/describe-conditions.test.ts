import { beforeAll, describe, expect, test } from 'vitest'
import type { Comparison, ConditionNode } from '../../../../core/model/conditions.js'
import {
  buildRuleSet,
  conditionTree,
  describeConditions,
  type RuleSet,
  readRuleFiles,
} from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'

let ruleSet: RuleSet
beforeAll(async () => {
  const files = await readRuleFiles([{ name: 'base', folder: new URL('../../../../rules', import.meta.url).pathname }])
  ruleSet = buildRuleSet(files, vocabularyFor(files))
})

const tell = (node: ConditionNode, language = 'en') => conditionTree(ruleSet, node, language)
const phone: Comparison = { fact: 'lead', path: '$.phone', operator: 'present', value: true }
const opted: Comparison = { fact: 'lead', path: '$.doNotCall', operator: 'equal', value: true }

describe('conditions as groups of sentences', () => {
  test('name fields and operators as they were labelled, in the language of the reader', () => {
    expect(tell(opted)).toEqual({ kind: 'sentence', subject: 'No calls', verb: 'is', object: 'yes' })
    expect(tell(opted, 'fa')).toMatchObject({ subject: 'تماس نگیرید' })
  })

  test('say no value where the operator needs none', () => {
    expect(tell(phone)).toMatchObject({ subject: 'Phone', verb: 'is filled', object: '' })
    expect(tell({ ...phone, value: false })).toMatchObject({ subject: 'Phone', verb: 'is empty', object: '' })
  })

  test('read an instant that is more than 0 as one that is there at all', () => {
    const answered = { fact: 'lead', path: '$.firstResponseAt', operator: 'greaterThan', value: 0 }
    expect(tell(answered)).toMatchObject({ subject: 'First response', verb: 'is filled', object: '' })
    expect(tell({ ...answered, path: '$.employees' })).toMatchObject({ verb: 'is more than', object: '0' })
  })

  test('show options by their labels and lists with all their members', () => {
    const timeline = { fact: 'lead', path: '$.timeline', operator: 'in', value: ['now', 'quarter'] }
    expect(tell(timeline)).toMatchObject({ subject: 'Buys within', object: 'One month, Three months' })
    const heard = { fact: 'user', path: '$.notifyBy', operator: 'contains', value: 'in-app' }
    expect(tell(heard)).toMatchObject({ subject: 'Notify by', object: 'In the product' })
  })

  test('call sequences and segments by their titles, and say with which grade somebody came', () => {
    const inside = { fact: 'lead', path: '$.sequences', operator: 'contains', value: 'education' }
    expect(tell(inside)).toMatchObject({ subject: 'In sequences', object: 'Education for leads that are not ready' })
    expect(tell(inside, 'fa')).toMatchObject({ object: 'آموزش سرنخ‌های ناآماده' })
    expect(tell({ ...inside, value: 'education:hot' })).toMatchObject({ object: 'Education for leads that are not ready (Hot)' })
    expect(tell({ ...inside, value: 'gone:hot' })).toMatchObject({ object: 'gone:hot' })
    const listed = { fact: 'lead', path: '$.segments', operator: 'contains', value: 'prospects' }
    expect(tell(listed)).toMatchObject({ object: 'Prospects' })
  })

  test('keep what a fact was asked with', () => {
    const count = { fact: 'activityCount', params: { type: 'page.pricing' }, operator: 'greaterThan', value: 1200 }
    expect(tell(count, 'fa')).toMatchObject({ subject: 'شمار بازدید صفحهٔ قیمت', object: '۱٬۲۰۰' })
    const weather = { fact: 'weather', params: { city: 'Shiraz' }, operator: 'equal', value: 'rain' }
    expect(tell(weather)).toMatchObject({ subject: 'weather (Shiraz)', object: 'rain' })
  })

  test('name the field whose Jalali date is asked', () => {
    const month = { fact: 'jalali', params: { of: 'createdAt' }, path: '$.month', operator: 'equal', value: 7 }
    const label = ruleSet.vocabulary.fields.lead['createdAt']?.label as { en: string }
    expect(tell(month)).toMatchObject({ subject: `Jalali date (${label.en}) month`, object: '7' })
  })

  test('tell how far back activities count, and in whose working hours time is measured', () => {
    const count = { fact: 'activityCount', params: { type: 'call', within: 'PT90M' }, operator: 'greaterThan', value: 1 }
    expect(tell(count)).toMatchObject({ subject: 'Number of "call" in 90 minutes' })
    const sum = {
      fact: 'activitySum',
      params: { type: 'order', field: 'amount', withinDays: 7 },
      operator: 'greaterThan',
      value: 1,
    }
    expect(tell(sum, 'fa')).toMatchObject({ subject: 'جمع amount در «order» طی ۷ روز' })
    const params = { since: ['createdAt'], unit: 'minutes', calendar: 'sales-hours' }
    const elapsed = { fact: 'elapsed', params, operator: 'greaterThanInclusive', value: 5 }
    expect(tell(elapsed)).toMatchObject({ subject: 'Working time since "Created" (Sales hours)', object: '5 minutes' })
    expect(tell(elapsed, 'fa')).toMatchObject({ subject: 'زمان کاری گذشته از «زمان ایجاد» (ساعت کار فروش)' })
  })

  test('keep their groups, but a group of one is its part', () => {
    expect(tell({ all: [phone, { not: opted }] })).toMatchObject({ kind: 'all', parts: [{ subject: 'Phone' }, { kind: 'not' }] })
    expect(tell({ any: [phone] })).toMatchObject({ kind: 'sentence', subject: 'Phone' })
    expect(tell({ condition: 'isHot' })).toEqual({ kind: 'named', name: 'isHot', title: 'Hot lead' })
  })

  test('show a name that nobody labelled as it is', () => {
    const foreign = { fact: 'weather', operator: 'rains', value: 'a lot' }
    expect(tell(foreign)).toEqual({ kind: 'sentence', subject: 'weather', verb: 'rains', object: 'a lot' })
  })

  test('write instants in the reader’s own zone and calendar', () => {
    const since = { fact: 'lead', path: '$.createdAt', operator: 'lessThan', value: Date.UTC(2026, 2, 20, 22) }
    const wishes = { language: 'en', timeZone: 'Asia/Tehran', calendar: 'gregorian' } as const
    expect(conditionTree(ruleSet, since, wishes)).toMatchObject({ object: expect.stringContaining('Mar 21, 2026') })
    expect(conditionTree(ruleSet, since, { ...wishes, language: 'fa', calendar: 'jalali' })).toMatchObject({
      object: expect.stringContaining('۱ فروردین ۱۴۰۵'),
    })
  })

  test('call a person by name, and by id where the name is not known', () => {
    const owned = { fact: 'lead', path: '$.ownerId', operator: 'equal', value: 'u-1' }
    expect(conditionTree(ruleSet, owned, { language: 'en', names: new Map([['u-1', 'Ada']]) })).toMatchObject({ object: 'Ada' })
    expect(tell(owned)).toMatchObject({ object: 'u-1' })
  })
})

describe('conditions as one sentence', () => {
  test('put a group inside a group in brackets', () => {
    expect(describeConditions(ruleSet, { all: [phone, { any: [opted, phone] }] }, 'en')).toBe(
      'Phone is filled and (No calls is yes or Phone is filled)',
    )
  })
})
