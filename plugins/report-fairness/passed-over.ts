import type { FieldDeclaration, RoutingTally } from '../../core/plugin-api/index.js'

const times = <const L extends { readonly en: string; readonly fa: string }>(label: L) => ({ type: 'integer', label }) as const

/** How often a user did not get a lead, a column for each reason; a report shows those that happened. */
export const PASSED_OVER = {
  inactive: times({ en: 'No longer active', fa: 'دیگر فعال نیست' }),
  away: times({ en: 'Away', fa: 'در مرخصی' }),
  'at-capacity': times({ en: 'At capacity', fa: 'ظرفیت پر' }),
  'other-territory': times({ en: 'Other area', fa: 'قلمرو دیگر' }),
  'no-territory': times({ en: 'No area', fa: 'بی‌قلمرو' }),
  'missing-skill': times({ en: 'Skill missing', fa: 'بی‌مهارت لازم' }),
  'zero-weight': times({ en: 'No share', fa: 'بی‌سهم' }),
  'not-their-turn': times({ en: 'Not their turn', fa: 'نوبت دیگری' }),
  busier: times({ en: 'Busier', fa: 'پرکارتر' }),
  'further-ahead-of-share': times({ en: 'Ahead of their share', fa: 'بیش از سهم گرفته' }),
  'refused-by-guard': times({ en: 'Refused', fa: 'پذیرفته نشد' }),
  'excluded-by-rule': times({ en: 'Excluded by a rule', fa: 'کنارگذاشته با قاعده' }),
  'not-preferred': times({ en: 'Others preferred', fa: 'ترجیح با دیگران' }),
  'outside-working-hours': times({ en: 'Outside working hours', fa: 'بیرون از ساعت کار' }),
  'on-holiday': times({ en: 'On holiday', fa: 'تعطیلی' }),
  'not-sticky-owner': times({ en: 'Another knows the customer', fa: 'آشنای مشتری دیگری است' }),
  'worse-fit': times({ en: 'Fits less well', fa: 'تناسب کمتر' }),
  'gave-it-back': times({ en: 'Gave it back', fa: 'پس داده بود' }),
} as const satisfies Readonly<Record<keyof RoutingTally['leftOut'], FieldDeclaration>>
