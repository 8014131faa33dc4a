import { can } from '../../access/index.js'
import { showPublication } from '../../operations/index.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

/** One publication: who, when, why, what differs line by line, how its cases ended, what it was to change. */
export const publicationPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const publication = await showPublication(crm, { actor, name: c.req.param('number') ?? '' })
  const { number } = publication
  const inForce = crm.ruleShelf.inForce().publication
  const data = { publication, isInForce: number === inForce, canReturn: can(actor, 'rule:publish') && number !== inForce }
  return showPage(c, 'admin/publication', { title: wordsOf(c)('publishing.number', { number }), data })
})
