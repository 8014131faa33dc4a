import type { enVerify } from './en-verify.js'

/** How the comparison of both rule engines is told in Persian. */
export const faVerify: typeof enVerify = {
  progress: (done, of) => `${done} از ${of} سرنخ`,
  answers: { true: 'برقرار است', false: 'برقرار نیست', error: 'خطا' },
  differs: (n) => `سرنخ ${n.lead}، قاعدهٔ ${n.rule}: موتور اصلی: ${n.compiled}؛ json-rules-engine: ${n.reference}`,
  more: (count) => `و ${count} مورد دیگر`,
  same: (n) => `${n.answers} پاسخ دربارهٔ ${n.leads} سرنخ: دو موتور دربارهٔ قاعده‌های ${n.ruleSet} هم‌نظرند.`,
  different: (n) => `${n.different} پاسخ از ${n.answers} پاسخ دربارهٔ ${n.leads} سرنخ با قاعده‌های ${n.ruleSet} متفاوت است.`,
}
