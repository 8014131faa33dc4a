import type { LeftOutReason, RoutingTaken } from '../../model/decision.js'
import { formatNumber } from '../../model/text/format-number.js'

/** The small table of words from which explanations are put together. */
export interface Words {
  readonly missing: string
  readonly comma: string
  readonly yes: string
  readonly no: string
  readonly and: string
  readonly or: string
  readonly not: (inner: string) => string
  readonly verdict: (subject: string, value: string, needed: string) => string
  readonly needed: Readonly<Record<string, (wanted: string) => string>>
  readonly toBeFilled: string
  readonly toBeEmpty: string
  readonly isEmpty: string
  readonly neededNot: (needed: string) => string
  /** `activities` is what they are called, `within` a length of time in words. */
  readonly count: (activities: string, within: string | undefined) => string
  readonly sum: (field: string, activities: string, within: string | undefined) => string
  readonly last: (activity: string | undefined) => string
  /** `calendar` is the name of the one whose hours count. */
  readonly since: (fields: string, calendar: string | undefined) => string
  /** `unit` is `seconds`, `minutes`, `hours` or `days`. */
  readonly length: (count: number, unit: string) => string
  /** Where the value of a parameter came from. */
  readonly from: (facts: string) => string
  readonly points: (title: string, points: string) => string
  readonly moved: (from: string, to: string, title: string) => string
  readonly routed: (queue: string | undefined, title: string) => string
  readonly reasons: Readonly<Record<LeftOutReason, string>>
  /** The numbers behind a reason. */
  readonly detail: Readonly<Record<string, (value: string) => string>>
  readonly unassigned: Readonly<Record<NonNullable<RoutingTaken['unassigned']>, string>>
}

const en: Words = {
  missing: 'missing',
  comma: ', ',
  yes: 'yes',
  no: 'no',
  and: ' and ',
  or: ' or ',
  not: (inner) => `not (${inner})`,
  // A label can end in a verb of its own, as "How clear the need is" does.
  verdict: (subject, value, needed) => `${subject}${subject.endsWith(' is') ? ':' : ' is'} ${value}, needs ${needed}`,
  needed: {
    equal: (wanted) => `to be ${wanted}`,
    notEqual: (wanted) => `to be something else than ${wanted}`,
    in: (wanted) => `one of ${wanted}`,
    notIn: (wanted) => `none of ${wanted}`,
    contains: (wanted) => `to contain ${wanted}`,
    doesNotContain: (wanted) => `not to contain ${wanted}`,
    lessThan: (wanted) => `less than ${wanted}`,
    lessThanInclusive: (wanted) => `at most ${wanted}`,
    greaterThan: (wanted) => `more than ${wanted}`,
    greaterThanInclusive: (wanted) => `at least ${wanted}`,
    sameText: (wanted) => `to read ${wanted}`,
    includesText: (wanted) => `to have the text ${wanted}`,
    startsWithText: (wanted) => `to begin with ${wanted}`,
    endsWithText: (wanted) => `to end with ${wanted}`,
  },
  toBeFilled: 'to be filled',
  toBeEmpty: 'to be empty',
  isEmpty: 'is empty',
  neededNot: (needed) => `not ${needed}`,
  count: (activities, within) => `Number of ${activities}${within === undefined ? '' : ` in ${within}`}`,
  sum: (field, activities, within) => `Sum of ${field} over ${activities}${within === undefined ? '' : ` in ${within}`}`,
  last: (activity) => (activity === undefined ? 'Last activity' : `Last ${activity}`),
  since: (fields, calendar) =>
    calendar === undefined ? `Time since "${fields}"` : `Working time since "${fields}" (${calendar})`,
  length: (count, unit) => `${formatNumber(count, 'en')} ${count === 1 ? unit.replace(/s$/, '') : unit}`,
  from: (facts) => `from ${facts}`,
  points: (title, points) => `${title}: ${points}`,
  moved: (from, to, title) => `From "${from}" to "${to}": ${title}`,
  routed: (queue, title) => (queue === undefined ? title : `To the queue "${queue}": ${title}`),
  reasons: {
    inactive: 'no longer active',
    away: 'away',
    'at-capacity': 'has as many open leads as allowed',
    'other-territory': 'serves other areas',
    'no-territory': 'serves no area',
    'missing-skill': 'lacks a skill that is needed',
    'zero-weight': 'has no share',
    'not-their-turn': 'it is somebody else’s turn',
    busier: 'has more open leads',
    'further-ahead-of-share': 'has had more than their share',
    'refused-by-guard': 'was refused',
    'excluded-by-rule': 'is to give the lead away',
    'not-preferred': 'others are preferred',
    'outside-working-hours': 'is outside working hours',
    'on-holiday': 'has a holiday',
    'not-sticky-owner': 'somebody else knows this customer',
    'worse-fit': 'fits less well',
    'gave-it-back': 'had the lead and gave it back',
  },
  detail: {
    openLeads: (value) => `${value} open`,
    capacity: (value) => `room for ${value}`,
    fewest: (value) => `the fewest: ${value}`,
    place: (value) => `place ${value}`,
    turn: (value) => `next is place ${value}`,
    weight: (value) => `share ${value}`,
    ahead: (value) => `${value} ahead`,
    province: (value) => `the lead is in ${value}`,
    territories: (value) => `serves ${value}`,
    city: (value) => `the lead is in ${value}`,
    skill: (value) => `needs ${value}`,
    skills: (value) => `can do ${value}`,
    fit: (value) => `${value} points fit`,
    bestFit: (value) => `the best: ${value}`,
  },
  unassigned: {
    'queue-empty': 'The queue has no members.',
    'nobody-available': 'Nobody in the queue can take the lead now.',
    'no-rule': 'No routing rule matches.',
    'kept-owner': 'Nobody else can take the lead, so it stays with its owner.',
  },
}

const UNITS_FA: Readonly<Record<string, string>> = { seconds: 'ثانیه', minutes: 'دقیقه', hours: 'ساعت', days: 'روز' }

const fa: Words = {
  missing: 'خالی',
  comma: '، ',
  yes: 'بله',
  no: 'خیر',
  and: ' و ',
  or: ' یا ',
  not: (inner) => `نه (${inner})`,
  verdict: (subject, value, needed) => `«${subject}» ${value} است؛ لازم: ${needed}`,
  needed: {
    equal: (wanted) => `برابر با ${wanted}`,
    notEqual: (wanted) => `چیزی جز ${wanted}`,
    in: (wanted) => `یکی از ${wanted}`,
    notIn: (wanted) => `هیچ‌یک از ${wanted}`,
    contains: (wanted) => `شامل ${wanted}`,
    doesNotContain: (wanted) => `بدون ${wanted}`,
    lessThan: (wanted) => `کمتر از ${wanted}`,
    lessThanInclusive: (wanted) => `حداکثر ${wanted}`,
    greaterThan: (wanted) => `بیشتر از ${wanted}`,
    greaterThanInclusive: (wanted) => `دست‌کم ${wanted}`,
    sameText: (wanted) => `همان متن ${wanted}`,
    includesText: (wanted) => `متنی دارای ${wanted}`,
    startsWithText: (wanted) => `متنی که با ${wanted} آغاز شود`,
    endsWithText: (wanted) => `متنی که با ${wanted} پایان یابد`,
  },
  toBeFilled: 'پر باشد',
  toBeEmpty: 'خالی باشد',
  isEmpty: 'خالی است',
  neededNot: (needed) => `نه ${needed}`,
  count: (activities, within) => `شمار ${activities}${within === undefined ? '' : ` در ${within}`}`,
  sum: (field, activities, within) => `جمع ${field} در ${activities}${within === undefined ? '' : ` طی ${within}`}`,
  last: (activity) => (activity === undefined ? 'آخرین فعالیت' : `آخرین ${activity}`),
  since: (fields, calendar) =>
    calendar === undefined ? `زمان گذشته از «${fields}»` : `زمان کاری گذشته از «${fields}» (${calendar})`,
  length: (count, unit) => `${formatNumber(count, 'fa')} ${UNITS_FA[unit] ?? unit}`,
  from: (facts) => `از ${facts}`,
  points: (title, points) => `${title}: ${points}`,
  moved: (from, to, title) => `از «${from}» به «${to}»: ${title}`,
  routed: (queue, title) => (queue === undefined ? title : `به صف «${queue}»: ${title}`),
  reasons: {
    inactive: 'دیگر فعال نیست',
    away: 'در مرخصی است',
    'at-capacity': 'ظرفیتش پر است',
    'other-territory': 'قلمرو دیگری دارد',
    'no-territory': 'قلمروی ندارد',
    'missing-skill': 'مهارت لازم را ندارد',
    'zero-weight': 'سهمی ندارد',
    'not-their-turn': 'نوبت کس دیگری است',
    busier: 'سرنخ‌های باز بیشتری دارد',
    'further-ahead-of-share': 'بیش از سهم خود گرفته است',
    'refused-by-guard': 'پذیرفته نشد',
    'excluded-by-rule': 'باید سرنخ را واگذار کند',
    'not-preferred': 'دیگران ترجیح دارند',
    'outside-working-hours': 'بیرون از ساعت کار است',
    'on-holiday': 'در تعطیلی است',
    'not-sticky-owner': 'کس دیگری این مشتری را می‌شناسد',
    'worse-fit': 'تناسب کمتری دارد',
    'gave-it-back': 'سرنخ را پیش‌تر داشت و پس داد',
  },
  detail: {
    openLeads: (value) => `${value} باز`,
    capacity: (value) => `ظرفیت ${value}`,
    fewest: (value) => `کمترین: ${value}`,
    place: (value) => `جایگاه ${value}`,
    turn: (value) => `نوبت جایگاه ${value}`,
    weight: (value) => `سهم ${value}`,
    ahead: (value) => `${value} جلوتر`,
    province: (value) => `سرنخ در ${value} است`,
    territories: (value) => `قلمرو: ${value}`,
    city: (value) => `سرنخ در ${value} است`,
    skill: (value) => `${value} لازم است`,
    skills: (value) => `مهارت: ${value}`,
    fit: (value) => `${value} نقطهٔ تناسب`,
    bestFit: (value) => `بهترین: ${value}`,
  },
  unassigned: {
    'queue-empty': 'صف عضوی ندارد.',
    'nobody-available': 'اکنون هیچ‌کس در صف نمی‌تواند سرنخ را بگیرد.',
    'no-rule': 'هیچ قاعدهٔ مسیری برقرار نیست.',
    'kept-owner': 'کس دیگری نمی‌تواند سرنخ را بگیرد؛ نزد مسئولش می‌ماند.',
  },
}

/** Words in the reader's language; English where there are none. */
export const wordsIn = (language: string): Words => (language === 'fa' ? fa : en)
