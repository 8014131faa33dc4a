import type { LocalizedText } from '../../model/text/localized-text.js'
import type { RuleKind } from '../files/source-file.js'

/** What each kind of file says. */
export const KIND_TITLES: Readonly<Record<RuleKind, LocalizedText>> = {
  automation: { en: 'When something turns true, do this', fa: 'هرگاه چیزی برقرار شد، این کار را بکن' },
  calendar: { en: 'Working hours, holidays and leave', fa: 'ساعت کار، تعطیلات و مرخصی' },
  cases: { en: 'Examples that prove the rules', fa: 'نمونه‌هایی که درستی قواعد را نشان می‌دهند' },
  conditions: { en: 'Conditions with a name', fa: 'شرط‌های نام‌دار' },
  conversion: { en: 'What a lead becomes', fa: 'سرنخ به چه تبدیل می‌شود' },
  dedupe: { en: 'By what two leads are found to be one', fa: 'یکی بودن دو سرنخ از چه پیداست' },
  fields: { en: 'Custom fields of an entity', fa: 'فیلدهای سفارشی' },
  form: { en: 'A public form', fa: 'فرم عمومی' },
  lifecycle: {
    en: 'Statuses of leads or stages of a pipeline, and which may follow',
    fa: 'وضعیت‌های سرنخ یا مرحله‌های خط فروش و ترتیب آن‌ها',
  },
  mail: { en: 'A mail, in every language', fa: 'یک ایمیل، به همهٔ زبان‌ها' },
  mapping: { en: 'How data of another system becomes leads', fa: 'تبدیل دادهٔ سامانه‌های دیگر به سرنخ' },
  queues: { en: 'Pools of people', fa: 'صف‌های کارشناسان' },
  retention: { en: 'For how long leads are kept', fa: 'سرنخ‌ها تا چه زمانی نگه داشته می‌شوند' },
  role: { en: 'What people in a role may do', fa: 'هر نقش چه کاری می‌تواند' },
  routing: { en: 'Which lead goes to whom', fa: 'هر سرنخ به چه کسی می‌رسد' },
  scoring: { en: 'Points and grades', fa: 'امتیاز و درجه' },
  segment: { en: 'A saved condition', fa: 'شرط ذخیره‌شده' },
  sequence: { en: 'Steps that a lead goes through', fa: 'گام‌هایی که سرنخ از آن‌ها می‌گذرد' },
  sla: { en: 'Until when a lead must have been answered', fa: 'مهلت پاسخ به سرنخ' },
  transition: { en: 'Which status follows by itself', fa: 'تغییر خودکار وضعیت' },
}

/** A place to fill in, with what stands there until then. */
const blank = (place: number, text: string) => `\${${place}:${text}}`

const comparison = {
  fact: 'lead',
  path: `$.${blank(1, 'employees')}`,
  operator: 'greaterThanInclusive',
  value: `^${blank(2, '500')}`,
}
const title = { en: blank(3, 'Title'), fa: blank(4, 'عنوان') }
const conditions = { all: [comparison] }

/** Whole contents to begin a file with, by kind; the numbered places are filled in one after the other. */
const CONTENTS: Readonly<Partial<Record<RuleKind, object>>> = {
  automation: {
    rules: [
      { id: blank(5, 'rule'), title, conditions, then: [{ type: 'notify', params: { text: blank(6, 'Text'), to: 'owner' } }] },
    ],
  },
  conditions: { conditions: [{ id: blank(5, 'isLarge'), title, conditions }] },
  routing: {
    rules: [{ id: blank(5, 'rule'), title, conditions, then: { queue: blank(6, 'inbound'), strategy: 'round-robin' } }],
  },
  role: { title, entities: { lead: { read: 'all', write: 'own' } }, may: ['report:run'] },
  segment: { title, conditions },
  sequence: {
    title,
    enter: conditions,
    steps: [{ id: blank(5, 'first'), after: blank(6, 'P1D'), mail: { template: blank(7, 'welcome') } }],
  },
  sla: { calendar: 'sales-hours', targets: [{ id: blank(5, 'usual'), title, first: blank(6, 'PT4H'), next: blank(7, 'PT8H') }] },
  transition: { rules: [{ id: blank(5, 'rule'), title, from: [blank(6, 'contacted')], to: blank(7, 'qualified'), conditions }] },
}

/** What an editor offers in an empty file. */
export function snippetsOf(kind: RuleKind): readonly object[] {
  const content = CONTENTS[kind]
  if (!content) return []
  const head = { $schema: `./schema/${kind}.schema.json`, apiVersion: 'sarnakh/v1', kind, id: blank(9, 'id') }
  return [{ label: `${kind}: ${KIND_TITLES[kind].en}`, description: KIND_TITLES[kind]['fa'], body: { ...head, ...content } }]
}
