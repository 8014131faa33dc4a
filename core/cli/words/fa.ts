import { formatNumber } from '../../model/text/format-number.js'
import type { Words } from './en.js'
import { faDoctor } from './fa-doctor.js'
import { faImpact, faRescore } from './fa-impact.js'
import { faLead } from './fa-lead.js'
import { faPublishing } from './fa-publishing.js'
import { faRuleCases } from './fa-rule-cases.js'
import { faRuleCheck } from './fa-rule-check.js'
import { faTable } from './fa-table.js'
import { faOptionNotes, faUsage } from './fa-usage.js'
import { faVerify } from './fa-verify.js'
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
  optionNotes: faOptionNotes,
  failure: {
    perhaps: (plugins) => `این نام‌ها شناخته نیست، شاید تنها به سبب ایراد ${plugins}:`,
    more: (count) => `و ${count} مورد دیگر`,
    again: (count) => `… و ${count} جای دیگر با همین اشکال:`,
  },
  helpTitles: { 'Usage:': 'شیوهٔ کاربرد:', 'Options:': 'گزینه‌ها:', 'Commands:': 'فرمان‌ها:', 'Arguments:': 'ورودی‌ها:' },
  groups: {
    leads: 'فهرست و شمارش سرنخ‌ها',
    lead: 'یک سرنخ',
    rules: 'بررسی، آزمون و انتشار فایل‌های قاعده',
    'rules table': faTable.group,
    decision: 'یک تصمیم',
    decisions: 'تصمیم‌هایی که گرفته شده‌اند',
    plugin: 'افزونه‌های استقرار',
    user: 'کسانی که اینجا کار می‌کنند',
    key: 'کلیدهای برنامه‌های دیگر',
  },
  options: {
    json: 'نتیجه را به صورت JSON می‌نویسد',
    deployment: 'پوشهٔ استقرار',
    data: 'جای SQLite و ایمیل‌های گرفته‌شده و سطرهای ناموفق (پیش‌فرض: data/ استقرار)',
    database: 'نشانی postgres://… یا مسیر فایل SQLite، به جای آنچه استقرار می‌گوید',
    language: 'زبان نوشته‌ها برای آدم‌ها: en یا fa',
    id: 'نام کوتاه استقرار (پیش‌فرض: نام پوشه)',
    port: 'درگاه شنیدن؛ ۰ یعنی یک درگاه آزاد',
    host: 'نشانی شنیدن',
    quiet: 'تنها نشانی را می‌نویسد',
    noWatch: 'فایل‌های قاعدهٔ تغییریافته را حین کار بارگذاری نمی‌کند',
    mapping: 'شناسهٔ فایل نگاشت؛ اگر استقرار برای CSV تنها یکی دارد لازم نیست',
    param: 'پارامتر گزارش؛ چند بار می‌توان داد',
    filter: 'شرط‌ها به صورت JSON، همان‌گونه که در فایل‌های قاعده',
    segment: 'شناسهٔ یک بخش ذخیره‌شده',
    search: 'واژه‌هایی در نام، شرکت، ایمیل و تلفن',
    sample: 'چند سرنخ، پراکنده در همه (پیش‌فرض: همه)',
    sort: 'فیلد ترتیب؛ با :desc نزولی',
    limit: 'چند تا، از ۱ تا ۲۰۰',
    after: 'مقدار next صفحهٔ پیش',
    explain: 'هر تصمیم را با دلیل‌هایش می‌گوید',
    kind: 'آنچه می‌دهد: source، scoring، assign، report یا action',
    userName: 'نام',
    email: 'نشانی ایمیل',
    role: 'یکی از admin، manager، rep، read-only',
    queue: 'صفی که در آن کار می‌کند؛ چند بار می‌توان داد',
    keyName: 'کلید برای چیست',
    scope: 'آنچه کلید اجازه می‌دهد؛ چند بار می‌توان داد',
    expires: 'روز یا لحظهٔ پایان، به شکل ISO 8601 (پیش‌فرض: هرگز)',
    against: 'پوشه‌ای از قواعد، یک چکیده، یا `running` برای قواعد کنونی (پیش‌فرض)',
    asOf: 'روز یا لحظه‌ای در گذشته: سرنخ‌ها همان‌گونه که آن زمان بودند',
    closedToo: 'سرنخ‌های بسته هم، نه تنها بازها',
    fromStart: 'از نخستین سرنخ آغاز کن، هرچند اجرای پیشین نیمه‌کاره مانده است',
    mostLeads: 'بررسی همین تعداد سرنخ، تازه‌ترین‌ها نخست (پیش‌فرض: همه)',
    format: 'text، یا markdown برای نظری زیر یک تغییر',
    passwordStdin: 'گذرواژه را از ورودی استاندارد می‌خواند',
  },
  commands: {
    init: { description: 'پوشهٔ یک استقرار تازه می‌سازد', example: 'sarnakh init my-client' },
    start: { description: 'سامانه را اجرا می‌کند: صفحه‌ها، رابط برنامه، دریافت و کارها', example: 'sarnakh start --port 8080' },
    check: {
      description: 'پیکربندی، افزونه‌ها، قواعد و فیلدها را بررسی می‌کند',
      example: 'sarnakh check --deployment clients/acme',
    },
    plan: { description: 'نشان می‌دهد migrate در پایگاه داده چه می‌کند', example: 'sarnakh plan' },
    migrate: { description: 'پایگاه داده را به‌روز می‌کند', example: 'sarnakh migrate' },
    import: { description: 'سرنخ‌ها را از یک فایل وارد می‌کند', example: 'sarnakh import leads.csv --mapping crm-export' },
    report: { description: 'یک گزارش اجرا می‌کند', example: 'sarnakh report conversion-by-source --json' },
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
    'plugin new': {
      description: 'افزونه‌ای با آزمونی که می‌گذرد آغاز می‌کند',
      example: 'sarnakh plugin new trade-fair --kind source',
    },
    'user add': {
      description: 'یک نفر را می‌افزاید',
      example: 'sarnakh user add --name "سارا احمدی" --email sara@example.ir --role rep --queue inbound',
    },
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
    progress: (rows, failed) => `${rows} سطر، ${failed} ناموفق`,
    effects: 'در حال انجام آنچه قواعد خواسته‌اند.',
    done: (n) =>
      `${n.rows} سطر: ${n.added} افزوده شد، ${n.merged} به سرنخ‌های موجود پیوست، ${n.repeated} پیش‌تر آمده بود، ${n.failed} ناموفق.`,
    waiting: (count) =>
      `${count} سطر محفوظ است، اما فرایند دیگری آن‌ها را در دست دارد. یک دقیقهٔ دیگر همین فایل را دوباره وارد کنید تا سرانجامشان پیدا شود.`,
    noRows: 'فایل سطری ندارد.',
    failedFile: (file) => `سطرهای ناموفق، هر یک با دلیلش، در ${file} است.`,
    nothing: 'هیچ سطری از فایل سرنخ نشد.',
  },
  report: { empty: 'گزارش سطری ندارد.' },
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
  impact: faImpact,
  rescore: faRescore,
  publishing: faPublishing,
  plugin: {
    done: (folder) => `${folder} ساخته و در sarnakh.json نام برده شد. گام بعد:`,
  },
  user: {
    added: (name, role) => `${name} با نقش ${role} افزوده شد.`,
    noPassword: 'گذرواژه ندارد، پس می‌تواند مسئول سرنخ باشد ولی نمی‌تواند وارد شود.',
    password: 'گذرواژه (خالی: وارد سامانه نمی‌شود)',
    cancelled: 'کسی افزوده نشد.',
  },
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
