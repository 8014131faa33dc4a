import { defineFields } from '../../model/fields.js'
import type { Slot, Vocabulary } from '../rule-set.js'
import { TIME_UNITS } from './time-units.js'

/** How far back activities count: an ISO 8601 duration, or days. */
const WINDOW = { within: { type: 'string', format: 'duration' }, withinDays: { type: 'number', min: 0 } } as const

/** Facts that are a record of another entity, with that entity's fields. */
export const RECORD_FACTS: ReadonlySet<string> = new Set(['account', 'campaign', 'contact', 'opportunity'])

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
      /** A working calendar: only its hours count. */
      calendar: { type: 'string' },
    }),
    value: { type: 'number' },
  },
  score: {
    label: { en: 'Score', fa: 'امتیاز' },
    params: defineFields({ model: { type: 'string' } }),
    value: {
      type: 'json',
      schema: {
        type: 'object',
        properties: { total: { type: 'number' }, grade: { type: 'string' }, matrix: { type: 'string' } },
      },
    },
  },
  grade: {
    label: { en: 'Grade', fa: 'درجه' },
    params: defineFields({ model: { type: 'string' } }),
    value: { type: 'string' },
  },
  activityCount: {
    label: { en: 'Number of activities', fa: 'شمار فعالیت‌ها' },
    params: defineFields({ type: { type: 'string', required: true }, ...WINDOW }),
    value: { type: 'integer' },
  },
  activitySum: {
    label: { en: 'Sum over activities', fa: 'جمع فعالیت‌ها' },
    params: defineFields({
      type: { type: 'string', required: true },
      /** A number in the activity's details, for example `amount` or `order.total`. */
      field: { type: 'string', required: true },
      ...WINDOW,
    }),
    value: { type: 'number' },
  },
  activityTimes: {
    label: { en: 'When activities were, newest first', fa: 'زمان فعالیت‌ها، تازه‌ترین نخست' },
    params: defineFields({ type: { type: 'string', required: true }, newest: { type: 'integer', required: true, min: 1 } }),
    value: { type: 'json', schema: { type: 'array', items: { type: 'integer' } } },
  },
  lastActivity: {
    label: { en: 'Last activity', fa: 'آخرین فعالیت' },
    params: defineFields({ type: { type: 'string' } }),
    value: { type: 'dateTime' },
  },
  owner: { label: { en: 'Owner', fa: 'مسئول' }, value: { type: 'json' } },
  workload: { label: { en: 'Open leads of the owner', fa: 'سرنخ‌های باز مسئول' }, value: { type: 'integer' } },
  responseDue: { label: { en: 'Answer due at', fa: 'مهلت پاسخ' }, value: { type: 'dateTime' } },
  responseOverdue: { label: { en: 'Answer overdue', fa: 'پاسخ دیر شده' }, value: { type: 'boolean' } },
  responseLevel: { label: { en: 'Escalation level of the answer', fa: 'سطح پیگیری پاسخ' }, value: { type: 'integer' } },
  knownOwner: {
    label: { en: 'Who knows the customer', fa: 'آشنای مشتری' },
    value: { type: 'reference', entity: 'user' },
  },
  opportunity: { label: { en: 'Newest opportunity', fa: 'تازه‌ترین فرصت فروش' }, value: { type: 'json' } },
  account: { label: { en: 'Account of the opportunity', fa: 'حساب فرصت فروش' }, value: { type: 'json' } },
  contact: { label: { en: 'Contact of the opportunity', fa: 'مخاطب فرصت فروش' }, value: { type: 'json' } },
  campaign: { label: { en: 'Campaign', fa: 'کمپین' }, value: { type: 'json' } },
  source: {
    label: { en: 'Lead source', fa: 'منبع سرنخ' },
    value: {
      type: 'json',
      schema: { type: 'object', properties: { id: { type: 'string' }, plugin: { type: 'string' } } },
    },
  },
  jalali: {
    label: { en: 'Jalali date', fa: 'تاریخ جلالی' },
    params: defineFields({
      /** A field of type date or dateTime; now without it. */
      of: { type: 'string' },
    }),
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
export const DERIVED_FACTS: ReadonlySet<string> = new Set([
  'lead',
  'now',
  'elapsed',
  'score',
  'grade',
  'jalali',
  'responseDue',
  'responseOverdue',
  'responseLevel',
])

/** Whether the value of a loaded fact may be another one later though no data changes: activities grow old, and plugins may tell. */
export function changesByItself({ fact, params }: Pick<Slot, 'fact' | 'params'>): boolean {
  if (!Object.hasOwn(coreFacts, fact)) return true
  return params['within'] !== undefined || params['withinDays'] !== undefined
}
