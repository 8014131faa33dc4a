import { defineConfigurablePlugin, definePlugin } from '../../core/plugin-api/index.js'
import { capturedMails } from './captured-mails.js'
import { mailOptions } from './mail-options.js'
import { sendMail } from './send-mail.js'

export const actionSendMail = defineConfigurablePlugin({
  name: 'action-send-mail',
  label: { en: 'Action: send a mail', fa: 'اقدام: فرستادن ایمیل' },
  options: mailOptions,
  create: (options) =>
    definePlugin({
      name: 'action-send-mail',
      label: { en: 'Action: send a mail', fa: 'اقدام: فرستادن ایمیل' },
      version: '1.0.0',
      api: '^1',
      actions: { 'mail.send': sendMail(options) },
      personalData: { 'captured-mails': capturedMails },
    }),
})
