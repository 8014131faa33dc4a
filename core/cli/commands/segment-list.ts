import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { listSegments } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

/** Lists the segments with how many leads are in each now. */
export const segmentList = defineCommand({
  name: 'segment list',
  run: (call) =>
    withCrm(call, async (crm) => {
      const segments = await listSegments(crm, { actor: SYSTEM })
      const { id, title, kind, count } = call.words.record.segmentColumns
      const rows = segments.map((each) => [
        each.id,
        textIn(each.title, call.language),
        call.words.record.segmentKinds[each.kind],
        formatNumber(each.count, call.language),
      ])
      const text = formatTable([{ title: id }, { title }, { title: kind }, { title: count, isNumber: true }], rows)
      answer(call, { json: { segments }, text: segments.length === 0 ? call.words.record.noSegments : text })
      return EXIT.ok
    }),
})
