import { textIn } from '../../model/text/localized-text.js'

interface ActivityName {
  readonly one: string
  readonly many: string
  readonly fa: string
}

const name = (one: string, many: string, fa: string): ActivityName => ({ one, many, fa })

/** What kinds of activity are called that everybody has. */
const NAMES: Readonly<Record<string, ActivityName>> = {
  'call.inbound': name('call received', 'calls received', 'تماس دریافتی'),
  'call.outbound': name('call made', 'calls made', 'تماس با سرنخ'),
  'form.submitted': name('form sent', 'forms sent', 'فرم فرستاده‌شده'),
  'mail.clicked': name('link clicked', 'links clicked', 'کلیک روی پیوند ایمیل'),
  'mail.opened': name('e-mail opened', 'e-mails opened', 'ایمیل بازشده'),
  'mail.received': name('e-mail received', 'e-mails received', 'ایمیل دریافتی'),
  'mail.sent': name('e-mail sent', 'e-mails sent', 'ایمیل فرستاده‌شده'),
  meeting: name('meeting', 'meetings', 'جلسه'),
  'meeting.held': name('meeting', 'meetings', 'جلسه'),
  'message.received': name('message received', 'messages received', 'پیام دریافتی'),
  'message.sent': name('message sent', 'messages sent', 'پیام فرستاده‌شده'),
  note: name('note', 'notes', 'یادداشت'),
  'page.pricing': name('visit to the pricing page', 'visits to the pricing page', 'بازدید صفحهٔ قیمت'),
  'page.viewed': name('page visit', 'page visits', 'بازدید صفحه'),
}

/** What so many activities of a type are called; one that only a deployment knows stands in quotes. */
export function activityName(
  type: string,
  { language, count = 2 }: { readonly language: string; readonly count?: number },
): string {
  const known = Object.hasOwn(NAMES, type) ? NAMES[type] : undefined
  if (!known) return textIn({ en: `"${type}"`, fa: `«${type}»` }, language)
  return textIn({ en: count === 1 ? known.one : known.many, fa: known.fa }, language)
}
