import { SYSTEM } from '../access/index.js'
import type { Crm } from '../crm/crm.js'
import { formatNumber } from '../model/text/format-number.js'
import { type RescoreReport, rescoreLeads } from '../operations/index.js'
import type { CommandCall } from './cli-command.js'
import { createProgress } from './output/progress.js'

/** Asks the rules that were just put in force about every open lead, and tells how far that has come. */
export async function rescoreAfter(call: CommandCall, crm: Crm): Promise<RescoreReport> {
  const { io, language, words } = call
  const bar = createProgress(io.stderr, crm.now)
  const shown = (value: number) => formatNumber(value, language)
  return rescoreLeads(crm, {
    actor: SYSTEM,
    signal: io.signal,
    onProgress: ({ done, of }) => bar.show(done / of, words.publishing.rescoring(shown(done), shown(of))),
  })
}

/** How a rescoring ended, on one line. */
export function rescoredLine(
  { done, changed }: RescoreReport,
  { words, language }: Pick<CommandCall, 'words' | 'language'>,
): string {
  return words.publishing.rescored(formatNumber(done, language), formatNumber(changed, language))
}
