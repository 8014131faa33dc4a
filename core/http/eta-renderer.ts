import { join } from 'node:path'
import { Eta } from 'eta'
import { textIn } from '../model/text/localized-text.js'
import { assetAddresses } from './assets/asset-addresses.js'
import type { PageRequest, Renderer } from './renderer.js'
import { loadMessages, type Words } from './renderer-messages.js'
import { escapeHtml } from './view-escape.js'
import { navigationFor } from './view-navigation.js'
import { showTools } from './view-tools.js'

/**
 * Makes pages out of the templates and messages of a folder. Every value a template prints is escaped; templates are ours,
 * and nothing that came in from outside is ever compiled as one.
 * @example createRenderer({ folder: 'templates', now: crm.now }).page('admin/leads', { reader, path: '/leads', title: 'Leads', data })
 */
export function createRenderer({ folder, now = Date.now }: { readonly folder: string; now?(): number }): Renderer {
  const eta = new Eta({ views: folder, cache: true, autoEscape: true, escapeFunction: escapeHtml, functionHeader: NAMES })
  const words = loadMessages(join(folder, 'messages'))
  const asset = assetAddresses(join(folder, 'assets'))
  return {
    words,
    page: (name, request) =>
      eta.render(`/${name}`, viewOf(request, { words: words(request.reader.language), asset, now: now() })),
  }
}

/** What every template finds under a name of its own; the rest is in `it`. */
const NAMES = 'const { t, show, data, reader, asset } = it'

interface Shell {
  readonly words: Words
  readonly asset: (name: string) => string
  readonly now: number
}

function viewOf(request: PageRequest, { words, asset, now }: Shell): object {
  const { reader, deployment } = request
  return {
    ...request,
    t: words,
    asset,
    brand: deployment?.title ? textIn(deployment.title, reader.language) : words('shell.product'),
    show: showTools({ reader, words, now }),
    navigation: navigationFor(request),
  }
}
