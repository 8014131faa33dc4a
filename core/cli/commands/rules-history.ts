import { SYSTEM } from '../../access/index.js'
import { listPublications } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { publicationLine } from '../describe-publication.js'
import { answer } from '../output/answer.js'
import { parseCount } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

/** Lists what was published, newest first. */
export const rulesHistory = defineCommand<{ readonly limit?: string }>({
  name: 'rules history',
  options: (command, { publishing }) => {
    command.option('--limit <count>', publishing.options.most)
  },
  async run(call) {
    const limit = parseCount('--limit', call.options.limit ?? '20', { min: 1, max: 100 })
    return withCrm(call, async (crm) => {
      const publications = await listPublications(crm, { actor: SYSTEM, limit })
      const lines = publications.map((publication) => publicationLine(publication, { crm, call }))
      const json = publications.map(({ report: _, ...publication }) => publication)
      answer(call, { json: { publications: json }, text: lines.join('\n') || call.words.publishing.none })
      return EXIT.ok
    })
  },
})
