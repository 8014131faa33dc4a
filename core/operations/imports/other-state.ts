import type { ImportRun } from '../../model/entities/import-run.js'
import type { Refusal } from '../../plugin-api/index.js'

/** That an import is past, or not yet at, the point where this could be done to it, and what can be done instead. */
export function otherState({ state }: Pick<ImportRun, 'state'>): Refusal {
  const words = WORDS[state]
  return { refused: words.en, words, code: 'changed-meanwhile' }
}

const UNDER_WAY = {
  en: 'The import is under way. Wait until it has ended, or stop it first.',
  fa: 'درون‌ریزی در حال انجام است. تا پایانش درنگ کنید یا نخست متوقفش کنید.',
}

const WORDS: { readonly [S in ImportRun['state']]: { readonly en: string; readonly fa: string } } = {
  draft: {
    en: 'The import has not been started yet, so nothing has come in. Start it first.',
    fa: 'درون‌ریزی هنوز آغاز نشده و چیزی وارد نشده است. نخست آن را آغاز کنید.',
  },
  waiting: UNDER_WAY,
  running: UNDER_WAY,
  done: {
    en: 'The import has ended and cannot be stopped, changed or continued. It can be undone; to take more in, import a file again.',
    fa: 'درون‌ریزی به پایان رسیده و متوقف، عوض یا دنبال نمی‌شود. می‌توان آن را بازگرداند؛ برای ردیف‌های بیشتر فایلی دوباره وارد کنید.',
  },
  failed: {
    en: 'The import broke off. Let it go on behind its last row, or undo it.',
    fa: 'درون‌ریزی نیمه‌کاره ماند. از پس آخرین ردیف ادامه‌اش دهید یا آن را بازگردانید.',
  },
  stopped: {
    en: 'The import was stopped. Let it go on behind its last row, or undo it.',
    fa: 'درون‌ریزی متوقف شده است. از پس آخرین ردیف ادامه‌اش دهید یا آن را بازگردانید.',
  },
  undoing: {
    en: 'The import is being undone. Wait until that has ended; it cannot be stopped or continued.',
    fa: 'درون‌ریزی در حال بازگرداندن است. تا پایان آن درنگ کنید؛ متوقف یا دنبال نمی‌شود.',
  },
  undone: {
    en: 'The import has been undone already. To have its rows after all, import the file again.',
    fa: 'درون‌ریزی پیش‌تر بازگردانده شده است. اگر ردیف‌هایش را می‌خواهید، فایل را دوباره وارد کنید.',
  },
}
