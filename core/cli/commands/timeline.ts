import { SYSTEM } from '../../access/index.js'
import { TIMELINE_ENTITIES, timelineOf } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { leadReader } from '../lead-reader.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { parseCount, wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface TimelineOptions {
  readonly limit: string
  readonly after?: string
  readonly type?: readonly string[]
}

/** Shows one timeline, through conversion and merge, newest first. */
export const timeline = defineCommand<TimelineOptions>({
  name: 'timeline',
  usage: '<entity> <id>',
  options: (command, words) => {
    command
      .option('--type <type...>', words.record.options.type)
      .option('--limit <count>', words.options.limit, '50')
      .option('--after <next>', words.options.after)
  },
  async run(call) {
    const [name = '', id = ''] = call.args
    const entity = TIMELINE_ENTITIES.find((each) => each === name)
    if (!entity) throw wrongArgument('entity', `"${name}" is none of: ${TIMELINE_ENTITIES.join(', ')}.`)
    const { limit, after, type: types = [] } = call.options
    return withCrm(call, async (crm) => {
      const query = {
        limit: parseCount('--limit', limit, { min: 1, max: 200 }),
        types,
        ...(after === undefined ? {} : { after }),
      }
      const { records, next, linked } = await timelineOf(crm, { actor: SYSTEM, entity, id, ...query })
      const reader = await leadReader(crm, call)
      const rows = records.map(({ at, type, userId, subject }) => [
        reader.instant(at),
        type,
        userId ? reader.user(userId) : '',
        subject ?? '',
      ])
      const { at, type, by, subject } = call.words.record.columns
      const table =
        rows.length === 0
          ? call.words.record.noTimeline
          : formatTable(
              [at, type, by, subject].map((title) => ({ title })),
              rows,
            )
      const more = next === undefined ? '' : `\n${call.words.leads.more(next)}`
      answer(call, { json: { activities: records, linked, ...(next === undefined ? {} : { next }) }, text: table + more })
      return EXIT.ok
    })
  },
})
