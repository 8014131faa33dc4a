import { textIn } from '../../model/text/localized-text.js'
import { seeChannels } from '../../operations/index.js'
import { ownOrigin } from '../own-origin.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

/** How people and other systems reach us: forms with what to paste into a site, webhooks with their addresses, web tracking. */
export const channelsPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const origin = ownOrigin(c)
  const { forms, hooks, visits } = await seeChannels(crm, { actor })
  const { origins = [], consentVersion = '1', retentionDays = 90 } = crm.deployment.config.tracking ?? {}
  const data = {
    forms: forms.map((form) => ({
      ...form,
      title: textIn(form.title, language),
      link: `${origin}/forms/${form.id}`,
      preview: `/forms/${form.id}`,
      embed: `<script src="${origin}/embed.js" data-form="${form.id}" async></script>`,
    })),
    hooks: hooks.map((hook) => ({ ...hook, title: textIn(hook.title, language), address: `${origin}/hooks/${hook.id}` })),
    visits,
    tracking: {
      ...{ origins, consentVersion, retentionDays },
      snippet: `<script src="${origin}/t.js" async></script>`,
      consent: `window.sarnakh = window.sarnakh || function () { (sarnakh.q = sarnakh.q || []).push(arguments) }\nsarnakh('consent', { version: '${consentVersion.replace(/[^\w.-]/g, '')}' })`,
      forget: `sarnakh('forget')`,
    },
  }
  return showPage(c, 'admin/channels', { title: wordsOf(c)('channels.title'), data })
})
