import { defineConfigurablePlugin, definePlugin } from '../../core/plugin-api/index.js'
import { imapOptions } from './imap-options.js'
import { mailSource } from './mail-source.js'
import { readMailbox } from './read-mailbox.js'
import { MAILBOX_TABLE } from './reading-place.js'

const label = { en: 'Channel: mail that comes in (IMAP)', fa: 'کانال: ایمیل ورودی (IMAP)' }

export const channelImap = defineConfigurablePlugin({
  name: 'channel-imap',
  label,
  options: imapOptions,
  create: (options) =>
    definePlugin({
      name: 'channel-imap',
      label,
      version: '1.0.0',
      api: '^1',
      leadSources: { mail: mailSource },
      jobs: { read: { every: options.every, run: (context) => readMailbox(options, context) } },
      migrations: [MAILBOX_TABLE],
    }),
})
