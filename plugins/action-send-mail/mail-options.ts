import { defineFields, type ValuesOf } from '../../core/plugin-api/index.js'

/** How mails leave: into files, or to a mail server. */
export const mailOptions = defineFields({
  capture: {
    type: 'boolean',
    label: { en: 'Capture', fa: 'نگه داشتن در پرونده' },
    description: {
      en: 'Writes mails as .eml files into the data folder and sends none.',
      fa: 'ایمیل‌ها را به‌صورت پروندهٔ eml در پوشهٔ داده می‌نویسد و نمی‌فرستد.',
    },
    default: true,
  },
  from: { type: 'email', label: { en: 'Sender', fa: 'فرستنده' }, default: 'crm@localhost.localdomain' },
  fromName: { type: 'string', label: { en: "Sender's name", fa: 'نام فرستنده' }, default: '' },
  host: { type: 'string', label: { en: 'Mail server', fa: 'کارساز ایمیل' } },
  port: { type: 'integer', label: { en: 'Port', fa: 'درگاه' }, default: 587, min: 1, max: 65_535 },
  secure: {
    type: 'boolean',
    label: { en: 'TLS from the first byte', fa: 'رمزنگاری از آغاز' },
    description: {
      en: 'As on port 465; other ports change over by STARTTLS.',
      fa: 'مانند درگاه ۴۶۵؛ درگاه‌های دیگر با STARTTLS رمزنگاری می‌شوند.',
    },
    default: false,
  },
  user: { type: 'string', label: { en: 'User', fa: 'نام کاربری' } },
  passwordSecret: {
    type: 'string',
    label: { en: 'Secret with the password', fa: 'نام رمزِ گذرواژه' },
  },
})

export type MailOptions = ValuesOf<typeof mailOptions>
