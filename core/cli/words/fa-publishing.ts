import { formatNumber } from '../../model/text/format-number.js'
import type { enPublishing } from './en-publishing.js'

const digits = (value: number): string => formatNumber(value, 'fa')

/** Publishing rules, taking them back, and replaying decisions, in Persian. */
export const faPublishing: typeof enPublishing = {
  commands: {
    'rules status': {
      description: 'می‌گوید چه چیزی تصمیم می‌گیرد و آیا فایل‌های روی دیسک فرق دارند',
      example: 'sarnakh rules status',
    },
    'rules diff': {
      description: 'دو مجموعهٔ قواعد را مقایسه می‌کند: شماره، چکیده، `published` (پیش‌فرضِ نخست) یا `working` (پیش‌فرضِ دوم)',
      example: 'sarnakh rules diff 3 working',
    },
    'rules publish': {
      description: 'فایل‌های قاعدهٔ روی دیسک را برقرار می‌کند',
      example: 'sarnakh rules publish --note "اول شرکت‌های بزرگ" --author sara@example.ir',
    },
    'rules history': { description: 'انتشارها را فهرست می‌کند', example: 'sarnakh rules history' },
    'rules show': { description: 'یک انتشار را با شماره یا چکیده‌اش نشان می‌دهد', example: 'sarnakh rules show 4' },
    'rules return': {
      description: 'انتشار پیشینی را دوباره برقرار می‌کند',
      example: 'sarnakh rules return 3 --note "سخت‌گیرانه بود"',
    },
    'decision replay': {
      description: 'تصمیمی ذخیره‌شده را دوباره می‌گیرد و بایت به بایت می‌سنجد',
      example: 'sarnakh decision replay 0199…',
    },
    'decisions replay': {
      description: 'فایل‌های قاعدهٔ روی دیسک را دربارهٔ تصمیم‌های واقعی می‌پرسد',
      example: 'sarnakh decisions replay --since P7D --write-cases rules/recorded.cases.json',
    },
  },
  options: {
    note: 'چه چیزی تازه است و چرا',
    author: 'ایمیل منتشرکننده (پیش‌فرض: کاربر این دستگاه)',
    forceCases: 'با وجود نمونه‌های ناموفق منتشر می‌کند؛ آن نمونه‌ها ثبت می‌شوند',
    noImpact: 'اثر بر سرنخ‌های موجود را نمی‌سنجد',
    allowRestart: 'فیلدهای تغییرکرده را منتشر می‌کند: فرایندهای در حال کار تا اجرای دوباره تصمیم نمی‌گیرند',
    rescore: 'سپس دربارهٔ همهٔ سرنخ‌های باز از این قواعد می‌پرسد؛ خودکارها جایی که درست شوند کار می‌کنند',
    most: 'چند تا، تازه‌ترین نخست (پیش‌فرض: ۲۰)',
    since: 'روز، لحظه یا مدت (P7D) که تصمیم‌های پس از آن بازپخش می‌شوند',
    mostDecisions: 'حداکثر این تعداد تصمیم، قدیمی‌ترین نخست',
    writeCases: 'تصمیم‌ها را به شکل نمونه در این فایل می‌نویسد، بی مقدارهای شخصی',
  },
  changes: { added: '+', removed: '-', changed: '~' },
  noChanges: 'هیچ تفاوتی نیست.',
  returnsTo: (number) => `(بازگشت به ${digits(number)})`,
  cases: (passed, count) => `${passed} نمونه از ${count} نمونه درست بود.`,
  done: (number, digest) => `با شمارهٔ ${digits(number)} منتشر شد: اکنون مجموعهٔ قواعد ${digest} در همهٔ فرایندها تصمیم می‌گیرد.`,
  returned: (number, digest, to) =>
    `با شمارهٔ ${digits(number)} منتشر شد: مجموعهٔ قواعد ${digest} از شمارهٔ ${digits(to)} دوباره در همهٔ فرایندها تصمیم می‌گیرد.`,
  restart:
    'فیلدهای آن فرق دارند: همهٔ فرایندهای در حال کار را دوباره اجرا کنید. تا آن زمان تصمیمی نمی‌گیرند و سرنخ‌ها در امان منتظر می‌مانند.',
  unchanged: (number) => `چیزی برای انتشار نیست: شمارهٔ ${digits(number)} با همین قواعد تصمیم می‌گیرد.`,
  casesFailed:
    'چیزی منتشر نشد، چون نمونه‌هایی ناموفق‌اند. نمونه‌ها یا قواعد را درست کنید؛ ‎--force-failing-cases‎ با این همه منتشر می‌کند.',
  fieldsChanged:
    'چیزی منتشر نشد، چون فیلدها تغییر کرده‌اند. فیلدها ستون‌اند: ‎--allow-restart‎ منتشر می‌کند و سپس همهٔ فرایندهای در حال کار باید دوباره اجرا شوند.',
  impact: (changed, leads) => `از ${leads} سرنخ باز دربارهٔ ${changed} سرنخ تصمیم دیگری گرفته می‌شد.`,
  kept: (statuses, grades) =>
    `جابه‌جایی یک‌طرفه است: ${statuses} سرنخ در وضعیتی می‌ماند که قواعد پس‌گرفته‌شده به آن برده‌اند، و ${grades} سرنخ در درجه‌ای که تا «until» نگه داشته می‌شود.`,
  measuring: (asked, of) => `${asked} سرنخ از ${of} بررسی شد`,
  none: 'هنوز چیزی منتشر نشده است.',
  from: {
    files: 'فایل‌ها همان‌گونه که روی دیسک‌اند تصمیم می‌گیرند.',
    published: 'آخرین انتشار تصمیم می‌گیرد.',
  },
  deciding: (digest) => `برقرار: مجموعهٔ قواعد ${digest}`,
  retiming: (leads) =>
    `یافتن زمان تغییر بعدی سرنخ‌های باز با این قواعد: ${leads} سرنخ انجام شد؛ فرایندهای در حال کار ادامه می‌دهند.`,
  onDisk: (digest) => `روی دیسک: مجموعهٔ قواعد ${digest}`,
  same: 'فایل‌های روی دیسک همین را می‌گویند.',
  differs: 'فایل‌های روی دیسک فرق دارند؛ `sarnakh rules publish` این‌ها را تغییر می‌دهد:',
  mistakes: 'فایل‌های روی دیسک اشتباه دارند و نمی‌توان منتشرشان کرد:',
  rescoring: (done, of) => `دربارهٔ ${done} سرنخ باز از ${of} دوباره پرسیده شد`,
  rescored: (done, changed) => `دربارهٔ ${done} سرنخ باز دوباره پرسیده شد؛ ${changed} سرنخ تغییر کرد.`,
  replay: {
    same: 'دوباره گرفته شد: تصمیم بایت به بایت همان است.',
    different: (count) => `دوباره گرفته شد: تصمیم در ${count} جا فرق دارد:`,
    otherText: (at) => `دوباره گرفته شد: مقدارها همان‌اند، ولی از نویسهٔ ${at} به بعد جور دیگری نوشته شده‌اند.`,
    nothing: '(هیچ)',
    plugin: (name, then, today) => `افزونهٔ ${name} امروز ${today} است؛ آن زمان ${then} بود.`,
    absent: 'بار نشده',
    unnamed: 'بی‌نسخه',
    impossible: {
      'inputs-not-kept': 'بازپخش نمی‌شود: پیش از آن‌که ورودی‌ها نگه داشته شوند ذخیره شده است.',
      'stored-by-a-later-version': 'بازپخش نمی‌شود: نسخهٔ تازه‌تری از محصول آن را ذخیره کرده است.',
      'rules-not-kept': 'بازپخش نمی‌شود: فایل‌های قواعد آن در پایگاه داده نیست.',
      'rules-do-not-fit': 'بازپخش نمی‌شود: قواعد آن افزونه‌ها یا فیلدهایی می‌خواهند که اینجا نیست.',
      'decision-unreadable': 'در پایگاه داده آسیب دیده‌اند (DECISION_UNREADABLE)',
      'facts-not-kept': 'قواعد روی دیسک داده‌هایی می‌خواهند که آن زمان نگه داشته نشده است',
    },
    progress: (done, of) => `${done} تصمیم از ${of}`,
    summary: (n) => `${n.decisions} تصمیم: ${n.same} همان، ${n.different} متفاوت.`,
    notAsked: (count, why) => `دربارهٔ ${count} تصمیم پرسیده نشد: ${why}`,
    missingFacts: (facts) => `داده‌هایی که نگه داشته نشده‌اند: ${facts}`,
    what: { score: 'امتیاز', grade: 'درجه', status: 'وضعیت', queue: 'صف', owner: 'مسئول', fired: 'خودکارها' },
    changed: (what, count) => `  ${what}: ${count}`,
    example: (lead, decision) => `سرنخ ${lead}، تصمیم ${decision}:`,
    cases: (written, leftOut, file) =>
      `${written} نمونه در ${file} نوشته شد${leftOut === '۰' ? '.' : `؛ ${leftOut} تصمیم را نمی‌توان به شکل نمونه گفت:`}`,
    unreadable: (lead, decision) => `  سرنخ ${lead}، تصمیم ${decision}: DECISION_UNREADABLE`,
    caseGap: (count, why) => `  ${count}: ${why}`,
    caseGaps: {
      'rules-gone': 'قواعد آن‌ها نگه داشته نشده یا دیگر اینجا کار نمی‌کند',
      reroute: 'کسی خواسته بود سرنخ دوباره مسیریابی شود',
      guards: 'افزونه‌ای چیزی را رد کرده بود',
      'facts-failed': 'داده‌ای بار نشده بود',
      'other-facts': 'داده‌هایی خوانده‌اند که نمونه باید از خود بسازد: رکوردهای دیگر، افزونه‌ها، بار کاری',
      history: 'از تصمیم‌های پیشین دربارهٔ سرنخ برمی‌آیند',
      personal: 'از مقدارهای شخصی یا نوبت صف برمی‌آیند که نوشته نمی‌شوند',
    },
  },
}
