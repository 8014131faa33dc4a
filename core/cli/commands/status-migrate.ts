import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import { formatNumber } from '../../model/text/format-number.js'
import { applyStatusMigration, planStatusMigration, type StatusMigrationPlan } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface MigrateOptions {
  readonly lifecycle: string
  readonly map: readonly string[]
  readonly apply?: boolean
}

/** Shows what renaming, merging or removing statuses would rewrite, and rewrites it with `--apply`. */
export const statusMigrate = defineCommand<MigrateOptions>({
  name: 'status migrate',
  options: (command, { pipeline }) => {
    command
      .requiredOption('--lifecycle <id>', pipeline.options.lifecycle)
      .requiredOption('--map <old=new...>', pipeline.options.map)
      .option('--apply', pipeline.options.apply)
  },
  async run(call) {
    const { lifecycle, map: pairs, apply = false } = call.options
    const map = Object.fromEntries(pairs.map(pairOf))
    return withCrm(call, async (crm) => {
      const request = { actor: SYSTEM, lifecycle, map, ownLayer: ownLayerOf(crm) }
      const plan = apply ? await applyStatusMigration(crm, request) : await planStatusMigration(crm, request)
      if (apply) await crm.settle()
      answer(call, { json: { ...plan, applied: apply }, text: inWords(call, plan, apply).map(plainText).join('\n') })
      return EXIT.ok
    })
  },
})

function pairOf(pair: string): readonly [string, string] {
  const [from = '', to = '', ...more] = pair.split('=')
  if (from === '' || to === '' || more.length > 0) throw wrongArgument('--map', `"${pair}" is not written as old=new.`)
  return [from, to]
}

/** The layer that comes last is the deployment's own. */
function ownLayerOf({ deployment: { layers } }: Crm) {
  const own = layers.at(-1)
  if (!own)
    throw new CrmError('STATUS_MIGRATION_INVALID', {
      en: 'This deployment has no rule files.',
      fa: 'این استقرار فایل قاعده ندارد.',
    })
  return own
}

function inWords({ words, language }: CommandCall, { files, rows }: StatusMigrationPlan, applied: boolean): readonly string[] {
  const { migration } = words.pipeline
  const shown = (count: number) => formatNumber(count, language)
  const inOneWord = ({ from, to, added }: StatusMigrationPlan['files'][number]['places'][number]) => {
    if (added) return migration.inherits(from, added)
    return to === undefined ? migration.gone(from) : `${from} → ${to}`
  }
  return [
    ...files.flatMap(({ file, isCopied, places }) => [
      ...places.map((place) => `${file}:${place.line}: ${inOneWord(place)}`),
      ...(isCopied ? [`  ${migration.copied}`] : []),
    ]),
    migration.records(shown(rows.records)),
    migration.moves(shown(rows.moves)),
    applied ? migration.applied : migration.notYet,
  ]
}
