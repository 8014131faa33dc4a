import { authorize } from '../../access/index.js'
import { CrmErrors, formatError } from '../../errors.js'
import { parseInstant } from '../../model/calendar/parse-day.js'
import { type Impact, type ImpactRequest, measureImpact, rulesToCompare } from '../../operations/index.js'
import { impactStory } from './impact-story.js'
import { leadLabels } from './lead-labels.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** How long a reader waits for a page; what is known by then is shown as what it is. */
const BUDGET_MS = 5_000

/** What the files on disk would change about the leads, beside what decides now. */
export const impactPage = signedIn(async (c, session) => {
  authorize(session.actor, 'rule:read')
  const asOf = c.req.query('asOf') ?? ''
  const instant = asOf === '' ? undefined : parseInstant(asOf)
  const isWrong = asOf !== '' && (instant === undefined || instant > c.get('crm').now())
  const page = { asOf, isWrong }
  const found = isWrong ? undefined : await impactOrMistakes(c, session, instant)
  const title = wordsOf(c)('impact.title')
  if (!found) return showPage(c, 'admin/impact', { title, data: page, status: 422 })
  if (found instanceof CrmErrors) {
    return showPage(c, 'admin/impact', {
      title,
      data: { ...page, problems: found.errors.map((error) => formatError(error, c.get('reader').language)) },
    })
  }
  const labels = await leadLabels(c.get('crm'), c.get('reader').language)
  const story = impactStory(found, { labels, reader: c.get('reader'), words: wordsOf(c) })
  return showPage(c, 'admin/impact', { title, data: { ...page, impact: found, story } })
})

async function impactOrMistakes(c: AdminContext, { actor }: Session, asOf: ImpactRequest['asOf']): Promise<Impact | CrmErrors> {
  const crm = c.get('crm')
  try {
    const rules = await rulesToCompare(crm)
    return await measureImpact(crm, { actor, rules, asOf, budgetMs: BUDGET_MS, examples: 5 })
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return thrown
    throw thrown
  }
}
