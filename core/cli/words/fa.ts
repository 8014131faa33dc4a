import { formatNumber } from '../../model/text/format-number.js'
import type { Words } from './en.js'
import { faAccess } from './fa-access.js'
import { faCalendar } from './fa-calendar.js'
import { faConversion } from './fa-conversion.js'
import { faDoctor } from './fa-doctor.js'
import { faEffects } from './fa-effects.js'
import { faImpact, faRescore } from './fa-impact.js'
import { faImport } from './fa-import.js'
import { faLead } from './fa-lead.js'
import { faLearning } from './fa-learning.js'
import { faOptions } from './fa-options.js'
import { faPipeline } from './fa-pipeline.js'
import { faPrivacy } from './fa-privacy.js'
import { faPublishing } from './fa-publishing.js'
import { faQueue } from './fa-queue.js'
import { faRecord } from './fa-record.js'
import { faReport } from './fa-report.js'
import { faRuleCases } from './fa-rule-cases.js'
import { faRuleCheck } from './fa-rule-check.js'
import { faSequence } from './fa-sequence.js'
import { faTable } from './fa-table.js'
import { faOptionNotes, faUsage } from './fa-usage.js'
import { faUser } from './fa-user.js'
import { faVerify } from './fa-verify.js'
import { faWebhook } from './fa-webhook.js'
import { faWhy } from './fa-why.js'

const digits = (value: number): string => formatNumber(value, 'fa')

/** The command line in Persian. */
export const fa: Words = {
  product: 'سرنخ: سرنخ‌ها می‌آیند، تصمیم‌ها بیرون می‌روند، هر یک با دلیلش.',
  version: 'نسخه را می‌نویسد',
  help: 'این راهنما را نشان می‌دهد',
  seeHelp: 'برای دیدن آنچه می‌توان نوشت --help را بیفزایید.',
  example: 'نمونه:',
  setDebug: 'برای دیدن جای خطا SARNAKH_DEBUG=1 بگذارید.',
  usage: faUsage,
  record: faRecord.words,
  optionNotes: faOptionNotes,
  failure: {
    perhaps: (plugins) => `این نام‌ها شناخته نیست، شاید تنها به سبب ایراد ${plugins}:`,
    more: (count) => `و ${count} مورد دیگر`,
    again: (count) => `… و ${count} جای دیگر با همین اشکال:`,
  },
  helpTitles: { 'Usage:': 'شیوهٔ کاربرد:', 'Options:': 'گزینه‌ها:', 'Commands:': 'فرمان‌ها:', 'Arguments:': 'ورودی‌ها:' },
  groups: {
    leads: 'فهرست و شمارش سرنخ‌ها',
    reports: 'فهرست گزارش‌ها و فرستادن آن‌ها با ایمیل',
    lead: 'یک سرنخ',
    rules: 'بررسی، آزمون و انتشار فایل‌های قاعده',
    'rules table': faTable.group,
    decision: 'یک تصمیم',
    decisions: 'تصمیم‌هایی که گرفته شده‌اند',
    plugin: 'افزونه‌های استقرار',
    user: 'کسانی که اینجا کار می‌کنند',
    key: 'کلیدهای برنامه‌های دیگر',
    imports: faImport.group,
    queue: faQueue.group,
    ...faConversion.groups,
    ...faPipeline.groups,
    ...faRecord.groups,
    effects: faEffects.group,
    webhook: faWebhook.group,
    privacy: faPrivacy.group,
    scoring: faLearning.group,
    ...faSequence.groups,
    ...faAccess.groups,
    calendar: faCalendar.group,
  },
  options: faOptions,
  commands: {
    init: { description: 'پوشهٔ یک استقرار تازه می‌سازد', example: 'sarnakh init my-client' },
    start: { description: 'سامانه را اجرا می‌کند: صفحه‌ها، رابط برنامه، دریافت و کارها', example: 'sarnakh start --port 8080' },
    check: {
      description: 'پیکربندی، افزونه‌ها، قواعد و فیلدها را بررسی می‌کند',
      example: 'sarnakh check --deployment clients/acme',
    },
    plan: { description: 'نشان می‌دهد migrate در پایگاه داده چه می‌کند', example: 'sarnakh plan' },
    migrate: { description: 'پایگاه داده را به‌روز می‌کند', example: 'sarnakh migrate' },
    import: {
      description: 'فایلی از سرنخ‌ها یا رکوردهای دیگر را وارد می‌کند؛ ‎`all` پوشهٔ ‎`export all` را',
      example: 'sarnakh import leads.csv --mapping crm-export',
    },
    report: { description: 'یک گزارش اجرا می‌کند', example: 'sarnakh report lead-conversion --param group=ownerId' },
    'reports list': { description: 'گزارش‌ها و پارامترهایشان را فهرست می‌کند', example: 'sarnakh reports list' },
    'reports schedule': {
      description: 'گزارشی را به‌طور منظم با ایمیل می‌فرستد',
      example: 'sarnakh reports schedule revenue --every month --to boss@example.com --param period=last-month',
    },
    'reports schedules': { description: 'گزارش‌های زمان‌بندی‌شده را فهرست می‌کند', example: 'sarnakh reports schedules' },
    'reports pause': {
      description: 'گزارش زمان‌بندی‌شده را متوقف می‌کند یا ادامه می‌دهد',
      example: 'sarnakh reports pause 0197… --resume',
    },
    'reports unschedule': { description: 'زمان‌بندی گزارش را پایان می‌دهد', example: 'sarnakh reports unschedule 0197…' },
    'leads list': {
      description: 'سرنخ‌ها را فهرست می‌کند',
      example: `sarnakh leads list --filter '{"all":[{"fact":"lead","path":"$.grade","operator":"equal","value":"hot"}]}'`,
    },
    'leads count': { description: 'سرنخ‌ها را می‌شمارد', example: 'sarnakh leads count --search تهران --json' },
    'leads rescore': {
      description: 'قواعد کنونی دربارهٔ سرنخ‌های موجود دوباره تصمیم می‌گیرند',
      example: 'sarnakh leads rescore --segment hot-leads',
    },
    'lead show': { description: 'یک سرنخ و دلیل جایگاهش را نشان می‌دهد', example: 'sarnakh lead show 0199… --explain' },
    'lead why': faWhy.command,
    ...faPipeline.commands,
    ...faRecord.commands,
    ...faRuleCheck.commands,
    'rules verify': {
      description: 'قاعده‌ها را با هر دو موتور از سرنخ‌ها می‌پرسد و تفاوت‌ها را می‌گوید',
      example: 'sarnakh rules verify --sample 1000',
    },
    'rules test': { description: 'نمونه‌های کنار فایل‌های قاعده را اجرا می‌کند', example: 'sarnakh rules test --coverage --mutate' },
    'rules impact': {
      description: 'نشان می‌دهد قواعد کاری چه چیزی را در سرنخ‌ها عوض می‌کنند',
      example: 'sarnakh rules impact --against running --format markdown',
    },
    ...faTable.commands,
    ...faPublishing.commands,
    ...faImport.commands,
    ...faQueue.commands,
    ...faConversion.commands,
    ...faEffects.commands,
    ...faWebhook.commands,
    ...faPrivacy.commands,
    ...faLearning.commands,
    ...faSequence.commands,
    ...faAccess.commands,
    ...faCalendar.commands,
    'plugin new': {
      description: 'افزونه‌ای با آزمونی که می‌گذرد آغاز می‌کند',
      example: 'sarnakh plugin new trade-fair --kind source',
    },
    ...faUser.commands,
    'key add': {
      description: 'کلیدی برای برنامه‌ای دیگر می‌سازد و یک بار نشانش می‌دهد',
      example: 'sarnakh key add --name "فروشگاه" --scope capture lead:read --expires 2027-03-21',
    },
    'key list': { description: 'کلیدها را فهرست می‌کند', example: 'sarnakh key list --json' },
    'key revoke': { description: 'کلیدی را بی‌درنگ باطل می‌کند', example: 'sarnakh key revoke 0199…' },
    doctor: { description: 'این نصب را معاینه می‌کند', example: 'sarnakh doctor' },
  },
  init: {
    done: (folder) => `استقرار در ${folder} ساخته شد. گام بعد:`,
  },
  start: {
    listening: (url) => `سرنخ در این نشانی کار می‌کند: ${url}`,
    setup: (url) => `هنوز کسی نمی‌تواند وارد شود. این نشانی را یک بار و تا ۳۰ دقیقه باز کنید تا مدیر شوید:\n  ${url}`,
    onlyHere: 'تا آن زمان تنها از همین دستگاه در دسترس است؛ پس از آن دوباره اجرا کنید.',
    setupFile: (file) => `این نشانی در ${file} هم هست.`,
    demo: 'پایگاه داده خالی است: افراد و سرنخ‌های نمونه با نشان نمونه افزوده می‌شوند.',
    reloaded: (digest) => `فایل‌های قاعده تغییر کرد؛ اکنون مجموعهٔ ${digest} تصمیم می‌گیرد.`,
    inForceAgain: (digest) => `فایل‌های قاعده درست است و دوباره به کار می‌رود؛ مجموعهٔ ${digest} تصمیم می‌گیرد.`,
    refused: 'فایل‌های تغییریافته به کار نرفت؛ آخرین مجموعهٔ درست تصمیم می‌گیرد:',
    notPublished: (digest) => `فایل‌های قاعده تغییر کرده‌اند (${digest})؛ تا \`sarnakh rules publish\` تصمیمی نمی‌گیرند.`,
    notWatching: (why) => `تغییر فایل‌های قاعده دیده نمی‌شود: ${why}. برای بارگذاری دوباره اجرا کنید.`,
    stopping: 'در حال توقف: کارهای جاری نخست تمام می‌شوند.',
    stopped: 'متوقف شد.',
  },
  check: {
    good: (name) => `${name}: ایرادی نیست.`,
    summary: ({ plugins, files, rules, fields }) =>
      `${digits(plugins)} افزونه، ${digits(files)} فایل قاعده، ${digits(rules)} قاعده، ${digits(fields)} فیلد افزوده`,
  },
  plan: {
    nothing: 'پایگاه داده به‌روز است.',
    title: (count) => (count === 1 ? 'یک تغییر:' : `${count} تغییر:`),
    destructive: 'داده حذف می‌کند',
    next: 'چیزی تغییر نکرد. `sarnakh migrate` انجامش می‌دهد.',
    done: (count) => (count === 1 ? 'یک تغییر انجام شد.' : `${count} تغییر انجام شد.`),
  },
  import: {
    mappingTaken: (mapping) => `با نگاشت «${mapping}» خوانده می‌شود.`,
    noRows: 'فایل سطری ندارد.',
    effects: 'در حال انجام آنچه قواعد خواسته‌اند.',
  },
  report: faReport,
  leads: {
    count: (count) => `${count} سرنخ`,
    none: 'سرنخی نمی‌خواند.',
    more: (next) => `باز هم هست: --after ${next}`,
    inMemory: (comparisons) => `پس از محدود کردن در پایگاه داده، سرنخ به سرنخ بررسی شد: ${comparisons}`,
    columns: {
      id: 'شناسه',
      name: 'نام',
      company: 'شرکت',
      source: 'منبع',
      status: 'وضعیت',
      score: 'امتیاز',
      grade: 'درجه',
      createdAt: 'ورود',
    },
  },
  lead: faLead,
  ruleCheck: faRuleCheck,
  table: faTable,
  ruleCases: faRuleCases,
  rules: {
    checked: (n) => `${digits(n.files)} فایل، ${digits(n.rules)} قاعده، ${n.digest}`,
  },
  verify: faVerify,
  why: faWhy,
  calendar: faCalendar,
  impact: faImpact,
  rescore: faRescore,
  publishing: faPublishing,
  imports: faImport,
  queue: faQueue,
  conversion: faConversion,
  pipeline: faPipeline,
  effects: faEffects,
  webhook: faWebhook,
  privacy: faPrivacy,
  learning: faLearning,
  sequence: faSequence,
  access: faAccess,
  plugin: {
    done: (folder) => `${folder} ساخته و در sarnakh.json نام برده شد. گام بعد:`,
  },
  user: faUser,
  key: {
    added: (name) => `کلید «${name}» ساخته شد. نگهش دارید؛ دیگر نشان داده نمی‌شود:`,
    none: 'کلیدی نیست.',
    revoked: (name) => `کلید «${name}» باطل شد.`,
    columns: {
      id: 'شناسه',
      name: 'نام',
      scopes: 'اجازه‌ها',
      createdAt: 'ساخت',
      expiresAt: 'پایان',
      lastUsedAt: 'آخرین کاربرد',
    },
    never: 'هرگز',
  },
  values: { yes: 'بله', no: 'خیر', comma: '، ' },
  doctor: faDoctor,
}
