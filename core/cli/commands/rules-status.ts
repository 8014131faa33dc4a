import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type RulesStatus, rulesStatus as readStatus } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { changeLines, publicationLine } from '../describe-publication.js'
import { answer } from '../output/answer.js'
import { describeErrors } from '../output/print-failure.js'
import { withCrm } from '../with-crm.js'

/** Tells what decides, what lies on disk, and whether they differ. */
export const rulesStatus = defineCommand({
  name: 'rules status',
  async run(call) {
    return withCrm(call, async (crm) => {
      const status = await readStatus(crm, { actor: SYSTEM })
      const { mistakes, ...json } = status
      const told = mistakes.map(({ code, message, details: { file, line, column } }) => ({ code, message, file, line, column }))
      answer(call, { json: { ...json, mistakes: told }, text: describe(status, { crm, call }).join('\n') })
      return EXIT.ok
    })
  },
})

function describe(status: RulesStatus, { crm, call }: { crm: Crm; call: CommandCall }): readonly string[] {
  const { publishing: words } = call.words
  const { from, digest, publication, workingDigest, mistakes, changes, retimed } = status
  return [
    words.from[from],
    words.deciding(digest),
    ...(publication ? [publicationLine(publication, { crm, call })] : []),
    ...(retimed === undefined ? [] : [words.retiming(formatNumber(retimed, call.language))]),
    ...(workingDigest === undefined ? [] : [words.onDisk(workingDigest)]),
    ...(mistakes.length > 0
      ? [words.mistakes, ...describeErrors(mistakes, call.language)]
      : changes.length > 0
        ? [words.differs, ...changeLines(changes, call)]
        : [words.same]),
  ]
}
