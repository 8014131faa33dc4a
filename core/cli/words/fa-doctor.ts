import type { enDoctor } from './en-doctor.js'

/** What `doctor` says, in Persian. */
export const faDoctor: typeof enDoctor = {
  columns: { state: '', check: 'بررسی', detail: 'یافته' },
  good: 'خوب',
  bad: 'ایراد',
  checks: {
    node: 'Node.js',
    deployment: 'استقرار',
    plugins: 'افزونه‌ها',
    rules: 'قواعد',
    data: 'پوشهٔ داده',
    clock: 'ساعت',
    scripts: 'اسکریپت‌های نصب',
    schema: 'جدول‌ها و ستون‌ها',
    database: 'پایگاه داده',
  },
  nodeOld: (version) => `${version}؛ دست‌کم 20.19 لازم است و 24 توصیه می‌شود`,
  unknownNames: (count) => `${count} نام شناخته نیست؛ شاید افزونه‌های خراب آن‌ها را می‌دهند`,
  pluginsOn: (count) => `${count} افزونه بارگذاری شد`,
  writable: (folder) => `${folder} نوشتنی است`,
  clockSame: 'با دیسک و داده‌های ذخیره‌شده می‌خواند',
  clockDiffers: (seconds) => `${seconds} ثانیه با دیسک تفاوت دارد`,
  clockBehind: (seconds) => `${seconds} ثانیه از تازه‌ترین سرنخ ذخیره‌شده عقب است`,
  scriptsAllowed: 'sqlite3 می‌تواند خود را بسازد',
  scriptsMissing: 'package.json به sqlite3 اجازهٔ ساختن نمی‌دهد: "allowScripts": { "sqlite3": true } را بیفزایید',
  scriptsOutside: 'استقرار package.json خود را ندارد',
  upToDate: 'به‌روز',
  pending: (count) => `${count} تغییر منتظر \`sarnakh migrate\` است`,
  notYet: 'پایگاه داده هنوز نیست؛ `sarnakh start` آن را می‌سازد',
}
