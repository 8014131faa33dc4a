import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { enrolByHand, exitByHand, listSequences, type SequenceFigures, showSequence } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

/** Lists the sequences with their figures. */
export const sequenceList = defineCommand({
  name: 'sequence list',
  run: (call) =>
    withCrm(call, async (crm) => {
      const sequences = await listSequences(crm, { actor: SYSTEM })
      const text = sequences.length === 0 ? call.words.sequence.none : figuresTable(sequences, call)
      answer(call, { json: { sequences }, text })
      return EXIT.ok
    }),
})

/** Shows the steps of a sequence and the newest enrolments. */
export const sequenceShow = defineCommand({
  name: 'sequence show',
  usage: '<sequence>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const page = await showSequence(crm, { actor: SYSTEM, id: call.args[0] ?? '' })
      const { steps, enrolments } = call.words.sequence
      const text = [
        figuresTable([page.figures], call),
        table(page.figures.steps, steps, call),
        ...(page.enrolments.length === 0 ? [] : [table(page.enrolments, enrolments, call)]),
      ].join('\n\n')
      answer(call, { json: page, text })
      return EXIT.ok
    }),
})

/** Puts a lead into a sequence. */
export const sequenceEnrol = defineCommand({
  name: 'sequence enrol',
  usage: '<sequence> <lead>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const [sequence = '', leadId = ''] = call.args
      const lead = await enrolByHand(crm, { actor: SYSTEM, sequence, leadId })
      const words = call.words.sequence
      if (isRefusal(lead)) {
        const why = textIn(lead.words ?? { en: lead.refused }, call.language)
        answer(call, { json: { enrolled: false, refused: lead.refused }, text: words.refused(why) })
        return EXIT.problems
      }
      answer(call, { json: { enrolled: true, leadId, sequence }, text: words.enrolled(leadId, sequence) })
      return EXIT.ok
    }),
})

/** Takes a lead out of a sequence. */
export const sequenceExit = defineCommand({
  name: 'sequence exit',
  usage: '<sequence> <lead>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const [sequence = '', leadId = ''] = call.args
      const left = await exitByHand(crm, { actor: SYSTEM, sequence, leadId })
      const words = call.words.sequence
      answer(call, {
        json: { left, leadId, sequence },
        text: left ? words.left(leadId, sequence) : words.wasNot(leadId, sequence),
      })
      return left ? EXIT.ok : EXIT.problems
    }),
})

type Reading = Pick<CommandCall, 'words' | 'language'>

function figuresTable(sequences: readonly SequenceFigures[], call: Reading): string {
  const named = sequences.map((sequence) => ({ ...sequence, title: textIn(sequence.title, call.language) }))
  return table(named, call.words.sequence.columns, call)
}

function table(rows: readonly object[], columns: Readonly<Record<string, string>>, { language }: Reading): string {
  const cell = (value: unknown) => (typeof value === 'number' ? formatNumber(value, language) : String(value ?? '–'))
  return formatTable(
    Object.values(columns).map((title) => ({ title })),
    rows.map((row) => Object.keys(columns).map((name) => cell((row as Readonly<Record<string, unknown>>)[name]))),
  )
}
