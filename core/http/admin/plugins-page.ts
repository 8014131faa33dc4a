import { authorize, can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { pluginContext } from '../../intake/plugin-context.js'
import { textIn } from '../../model/text/localized-text.js'
import { switchPlugin } from '../../operations/index.js'
import { formText, readForm } from '../body/index.js'
import { isOff } from './is-off.js'
import { coreReference, optionsTable, pluginReference } from './plugin-reference.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** What is loaded, in which order, how it is doing, and the switch. */
export const pluginsPage = signedIn((c, session) => showPlugins(c, session))

const STATES = ['on', 'off'] as const

/** Switches a plugin on or off, by the form beside it. */
export const turnPlugin = signedIn(async (c, session) => {
  const { actor, user } = session
  const asked = formText(await readForm(c), 'state')
  authorize(actor, 'plugin:switch')
  const plugin = c.req.param('plugin') ?? ''
  const crm = c.get('crm')
  if (!crm.registry.plugins.some(({ name }) => name === plugin)) {
    throw new CrmError('PLUGIN_UNKNOWN', `There is no plugin "${plugin.slice(0, 100)}".`)
  }
  const state = STATES.find((each) => each === asked)
  if (!state) return showPlugins(c, session, wordsOf(c)('plugins.stateUnknown'))
  await switchPlugin(crm, { actor, plugin, state, reason: wordsOf(c)('plugins.switchedOffBy', { name: user.name }) })
  return c.redirect('/plugins', 303)
})

function showPlugins(c: AdminContext, { actor }: Session, refused?: string): Response {
  authorize(actor, 'plugin:read')
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const report = crm.bootReport()
  const pages = [...crm.registry.adminPages].map(([id, { plugin, value }]) => ({
    id,
    plugin,
    title: textIn(value.title, language),
  }))
  const data = {
    refused,
    apiVersion: report.apiVersion,
    canSwitch: can(actor, 'plugin:switch'),
    plugins: crm.registry.plugins.map((plugin) => ({
      ...plugin,
      label: textIn(plugin.label, language),
      contributions: Object.entries(plugin.contributions).map(([kind, ids]) => ({ kind, ids })),
      pages: pages.filter((page) => page.plugin === plugin.name),
      options: optionsTable(plugin, language),
      reference: pluginReference(crm, plugin.name, language),
    })),
    core: coreReference(crm, language),
  }
  return showPage(c, 'admin/plugins', { title: wordsOf(c)('plugins.title'), data, status: refused ? 422 : 200 })
}

/** A page that a plugin adds; it gives data, never markup. */
export const pluginPage = signedIn(async (c, { actor }) => {
  authorize(actor, 'plugin:read')
  const crm = c.get('crm')
  const id = c.req.param('page') ?? ''
  const found = crm.registry.adminPages.get(id)
  if (!found || found.plugin !== c.req.param('plugin')) throw new CrmError('HTTP_NOT_FOUND', `There is no page "${id}".`)
  const { plugin, value } = found
  const { language } = c.get('reader')
  const title = textIn(value.title, language)
  if (isOff(crm, plugin)) return showPage(c, 'admin/plugin-page', { title, data: { isOff: true, sections: [] }, status: 503 })
  const sections = await crm.registry.call({ plugin, where: `admin page "${id}"` }, (signal) =>
    value.load(pluginContext(crm, { plugin, signal })),
  )
  return showPage(c, 'admin/plugin-page', { title, data: { plugin, sections } })
})
