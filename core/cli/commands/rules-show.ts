import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { showPublication } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { caseLines, changeLines, publicationLine } from '../describe-publication.js'
import { answer } from '../output/answer.js'
import { withCrm } from '../with-crm.js'

/** Shows one publication: who, when, why, what differs, how its cases ended. */
export const rulesShow = defineCommand({
  name: 'rules show',
  usage: '<number|digest>',
  async run(call) {
    const [name = ''] = call.args
    return withCrm(call, async (crm) => {
      const publication = await showPublication(crm, { actor: SYSTEM, name })
      const { files, cases, impact } = publication.report
      const shown = (value: number) => formatNumber(value, call.language)
      const lines = [
        publicationLine(publication, { crm, call }),
        ...(cases ? caseLines(cases, call) : []),
        ...(impact ? [call.words.publishing.impact(shown(impact.changed), shown(impact.leads.asked))] : []),
        ...changeLines(files, call, { lines: true }),
      ]
      answer(call, { json: publication, text: lines.join('\n') })
      return EXIT.ok
    })
  },
})
