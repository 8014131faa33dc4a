import { defineFields } from '../../model/fields.js'
import type { Vocabulary } from '../rule-set.js'
import { TIME_UNITS } from './time-units.js'

/** What the core itself lets rules ask; plugins add theirs under other names. */
export const coreFacts: Vocabulary['facts'] = {
  lead: { label: { en: 'Lead', fa: 'سرنخ' }, value: { type: 'json' } },
  now: { label: { en: 'Now', fa: 'اکنون' }, value: { type: 'dateTime' } },
  elapsed: {
    label: { en: 'Time since', fa: 'زمان گذشته از' },
    params: defineFields({
      /** Date-time fields of the lead; the first that is filled counts. */
      since: { type: 'json', required: true, schema: { type: 'array', minItems: 1, items: { type: 'string' } } },
      unit: { type: 'select', required: true, oneOf: Object.keys(TIME_UNITS) },
    }),
    value: { type: 'number' },
  },
  score: {
    label: { en: 'Score', fa: 'امتیاز' },
    params: defineFields({ model: { type: 'string' } }),
    value: { type: 'json', schema: { type: 'object', properties: { total: { type: 'number' }, grade: { type: 'string' } } } },
  },
  grade: {
    label: { en: 'Grade', fa: 'درجه' },
    params: defineFields({ model: { type: 'string' } }),
    value: { type: 'string' },
  },
  activityCount: {
    label: { en: 'Number of activities', fa: 'شمار فعالیت‌ها' },
    params: defineFields({ type: { type: 'string', required: true }, withinDays: { type: 'number', min: 0 } }),
    value: { type: 'integer' },
  },
  lastActivity: {
    label: { en: 'Last activity', fa: 'آخرین فعالیت' },
    params: defineFields({ type: { type: 'string' } }),
    value: { type: 'dateTime' },
  },
  owner: { label: { en: 'Owner', fa: 'مسئول' }, value: { type: 'json' } },
  jalali: {
    label: { en: 'Jalali date', fa: 'تاریخ جلالی' },
    value: {
      type: 'json',
      schema: {
        type: 'object',
        properties: Object.fromEntries(['year', 'month', 'day', 'weekday', 'quarter'].map((part) => [part, { type: 'integer' }])),
      },
    },
  },
}

/** Facts worked out while deciding; all others are loaded before, for the whole batch at once. */
export const DERIVED_FACTS: ReadonlySet<string> = new Set(['lead', 'now', 'elapsed', 'score', 'grade', 'jalali'])
