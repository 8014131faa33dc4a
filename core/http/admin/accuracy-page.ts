import { authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { accuracyOf, learns, retrained } from '../../operations/index.js'
import type { Accuracy } from '../../plugin-api/index.js'
import { drawChart } from '../charts/draw-chart.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

/** How good the model of a scoring file is on leads that it was not trained on, and what the last training by itself found. */
export const accuracyPage = signedIn(async (c, { actor }) => {
  authorize(actor, 'rule:read')
  const crm = c.get('crm')
  const id = c.req.param('id') ?? ''
  const file = crm.rules().scoring.find((each) => each.id === id)
  if (!file || !learns(crm, file)) throw new CrmError('HTTP_NOT_FOUND', `There is no learned score "${id.slice(0, 100)}".`)
  const { language, direction } = c.get('reader')
  const words = wordsOf(c)
  const reading = { language, direction, series: [words('accuracy.expected'), words('accuracy.actual')] }
  const latest = await retrained(crm, id)
  const inForce = accuracyOf(file)
  const data = {
    id,
    name: file.title ? textIn(file.title, language) : id,
    inForce: inForce && shown(inForce, reading),
    latest: latest && { at: latest.at, problem: latest.problem, figures: latest.accuracy && shown(latest.accuracy, reading) },
  }
  return showPage(c, 'admin/accuracy', { title: words('accuracy.title', { name: data.name }), data })
})

interface Reading {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly series: readonly string[]
}

function shown({ notes = [], calibration, ...figures }: Accuracy, { language, direction, series }: Reading): object {
  const percent = (share: number) => formatNumber(Math.round(share * 100), language)
  const rows = calibration.map(({ from, to, expected, actual }) => ({
    label: `${percent(from)}–${percent(to)} %`,
    values: [expected, actual],
    texts: [`${percent(expected)} %`, `${percent(actual)} %`],
  }))
  return {
    ...figures,
    notes: notes.map((note) => textIn(note, language)),
    bands: calibration.map((band, index) => ({ ...band, label: rows[index]?.label ?? '' })),
    chart: drawChart('bars', { series, rows, direction }),
  }
}
