import { resolve } from 'node:path'
import { SYSTEM } from '../access/index.js'
import type { Crm } from '../crm/crm.js'
import { coreEntities, type EntityName } from '../model/entities/index.js'
import { formatNumber } from '../model/text/format-number.js'
import { textIn } from '../model/text/localized-text.js'
import { importAll } from '../operations/index.js'
import { type CommandCall, EXIT, type ExitCode } from './cli-command.js'
import { answer, note } from './output/answer.js'
import { wrongArgument } from './parse-arguments.js'

/** Takes in the folder that `export all` wrote, and says plainly what stays in its files. */
export async function importEverything(
  call: CommandCall,
  { crm, folder }: { crm: Crm; folder?: string | undefined },
): Promise<ExitCode> {
  const { words, language, io } = call
  if (folder === undefined) throw wrongArgument('<folder>', words.imports.all.noFolder)
  const imported = await importAll(crm, { actor: SYSTEM, folder: resolve(io.cwd, folder) })
  note(call, words.import.effects)
  await crm.settle()
  const number = (count: number) => formatNumber(count, language)
  const labelOf = (entity: string) => textIn(coreEntities[entity as EntityName].labelPlural, language)
  const { runs, left, queues } = imported
  const lines = [
    ...runs.map(({ id, entity, created, updated, unchanged, failed }) => {
      const counts = { created: number(created), updated: number(updated), unchanged: number(unchanged), failed: number(failed) }
      return `${labelOf(entity)}: ${words.imports.done(counts)}${failed > 0 ? ` ${words.imports.all.see(id)}` : ''}`
    }),
    ...(queues.unknown.length > 0 ? [words.imports.all.unknownQueues(queues.unknown.join(words.imports.comma))] : []),
    ...(left.length > 0 ? [words.imports.all.left] : []),
    ...left.map(({ entity, file, rows }) => `  ${labelOf(entity)}: ${words.imports.exported(number(rows), file)}`),
  ]
  answer(call, { json: imported, text: lines.join('\n') })
  return runs.some(({ state, failed }) => state !== 'done' || failed > 0) ? EXIT.problems : EXIT.ok
}
