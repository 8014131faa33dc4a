import { optionsOf } from '../../../model/fields.js'
import { textIn } from '../../../model/text/localized-text.js'
import { type MergedField, mergeLeads, previewMerge, type Side } from '../../../operations/index.js'
import { isRefusal, type Refusal } from '../../../plugin-api/index.js'
import { type FormValues, readForm } from '../../body/index.js'
import { showTools } from '../../view-tools.js'
import { refusalText } from '../lead-actions.js'
import { leadLabels } from '../lead-labels.js'
import { leadName, leadRow } from '../lead-row.js'
import { leadValueWriter } from '../lead-values.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'

/** Two leads side by side, field by field, with the value that would stay. */
export const mergePage = signedIn((c, session) => showMerge(c, session, { choices: {} }))

/** Makes the two one as chosen, or says what stands in the way. */
export const mergeFromPage = signedIn(async (c, session) => {
  const choices = choicesOf(await readForm(c))
  const [masterId, otherId] = [c.req.param('id') ?? '', c.req.param('other') ?? '']
  const answer = await mergeLeads(c.get('crm'), { actor: session.actor, masterId, otherId, choices })
  if (isRefusal(answer)) return showMerge(c, session, { choices, refusal: answer })
  return c.redirect(`/leads/${masterId}?done=merged`, 303)
})

/** What a person chose: `take.<field>` is one of both sides, or empty for what the rules say. */
function choicesOf(posted: FormValues): Readonly<Record<string, Side>> {
  const taken = Object.entries(posted).flatMap(([name, value]) =>
    name.startsWith('take.') && (value === 'master' || value === 'other') ? [[name.slice('take.'.length), value] as const] : [],
  )
  return Object.fromEntries(taken)
}

interface Showing {
  readonly choices: Readonly<Record<string, Side>>
  readonly refusal?: Refusal
}

async function showMerge(c: AdminContext, { actor }: Session, { choices, refusal }: Showing): Promise<Response> {
  const crm = c.get('crm')
  const reader = c.get('reader')
  const { language } = reader
  const words = wordsOf(c)
  const asked = { actor, masterId: c.req.param('id') ?? '', otherId: c.req.param('other') ?? '', choices }
  const { master, other, fields, moves } = await previewMerge(crm, asked)
  const labels = await leadLabels(crm, language)
  const write = leadValueWriter(crm, { labels, writer: showTools({ reader, words, now: crm.now() }), words, language })
  const view = ({ field, from, by, ...values }: MergedField) => ({
    field,
    name: textIn(crm.fields.lead[field]?.label ?? field, language),
    master: write(field, values.master),
    other: write(field, values.other),
    differs: JSON.stringify(values.master) !== JSON.stringify(values.other),
    isChoice: optionsOf(crm.fields.lead[field] ?? { type: 'string' }).length > 0,
    from,
    by,
    chosen: choices[field] ?? '',
  })
  const data = {
    master: { ...leadRow(master, labels), createdAt: master.createdAt },
    other: { ...leadRow(other, labels), createdAt: other.createdAt },
    fields: fields.map(view),
    moves,
    message: refusal ? await refusalText(c, refusal) : undefined,
  }
  const title = words('merge.title', { one: leadName(other), other: leadName(master) })
  return showPage(c, 'admin/merge', { title, data, status: refusal ? 422 : 200 })
}
