import { can } from '../../access/index.js'
import { textIn } from '../../model/text/localized-text.js'
import { listEffects, retryEffect } from '../../operations/index.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

const STATES = ['dead', 'waiting', 'done'] as const
const PATHS = { lead: 'leads', account: 'accounts', contact: 'contacts', opportunity: 'opportunities' } as const

/** What rules made happen: what was given up first, because somebody must look at it. */
export const effectsPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const state = STATES.find((each) => each === c.req.query('state')) ?? 'dead'
  const effects = (await listEffects(crm, { actor, state, limit: 100 })).map((effect) => ({
    ...effect,
    title: textIn(crm.registry.actions.get(effect.type)?.value.label ?? effect.type, language),
    link: `/${PATHS[effect.entity ?? 'lead']}/${effect.recordId}`,
  }))
  const data = { effects, state, states: STATES, canRetry: can(actor, 'outbox:retry') }
  return showPage(c, 'admin/effects', { title: wordsOf(c)('effects.title'), data })
})

export const retryEffectByHand = signedIn(async (c, { actor }) => {
  await retryEffect(c.get('crm'), { actor, id: c.req.param('id') ?? '' })
  return c.redirect('/effects', 303)
})
