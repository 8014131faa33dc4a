import type { enOptionNotes, enUsage } from './en-usage.js'

/** What is said of a command that was typed wrongly, in Persian. */
export const faUsage: typeof enUsage = {
  missingArgument: ([name = '']) => `خطا: ورودی لازم «${name}» نوشته نشده است`,
  missingOption: ([option = '']) => `خطا: گزینهٔ لازم «${option}» نوشته نشده است`,
  missingValue: ([option = '']) => `خطا: گزینهٔ «${option}» مقدار می‌خواهد`,
  unknownOption: ([option = '']) => `خطا: گزینهٔ «${option}» شناخته نیست`,
  unknownCommand: ([command = '']) => `خطا: فرمان «${command}» شناخته نیست`,
  tooMany: ([command = '', expected = '', got = '']) =>
    `خطا: ورودی‌های «${command}» بیش از اندازه است: ${expected} می‌پذیرد و ${got} نوشته شده است`,
  notAllowed: ([option = '', value = '', choices = '']) =>
    `خطا: گزینهٔ «${option}» مقدار «${value}» را نمی‌پذیرد؛ یکی از این‌ها: ${choices}`,
  suggestion: ([name = '']) => `(منظورتان ${name} بود؟)`,
}

/** What help says of an option beside its description. */
export const faOptionNotes: typeof enOptionNotes = {
  choices: (values) => `یکی از: ${values}`,
  byDefault: (value) => `پیش‌فرض: ${value}`,
}
