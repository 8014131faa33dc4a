import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { changeRefused } from '../../http/api/change-refused.js'
import { CONVERSION_PARTS, type ConversionPart } from '../../model/conversion.js'
import { textIn } from '../../model/text/localized-text.js'
import {
  type ConversionPreview,
  type ConversionWishes,
  convertLead,
  type PartChoice,
  previewConversion,
  recordName,
} from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { leadReader } from '../lead-reader.js'
import { answer } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface ConvertOptions {
  readonly preview?: boolean
  readonly account?: string
  readonly contact?: string
  readonly opportunity?: string
  readonly set?: readonly string[]
  readonly key?: string
}

/** Makes account, contact and opportunity of a lead; with `--preview` it shows what that would do. */
export const leadConvert = defineCommand<ConvertOptions>({
  name: 'lead convert',
  usage: '<id>',
  options: (command, { conversion }) => {
    command
      .option('--preview', conversion.options.preview)
      .option('--account <choice>', conversion.options.part)
      .option('--contact <choice>', conversion.options.part)
      .option('--opportunity <choice>', conversion.options.part)
      .option('--set <values...>', conversion.options.set)
      .option('--key <key>', conversion.options.key)
  },
  async run(call) {
    const [id = ''] = call.args
    const request = { actor: SYSTEM, id, ...wishesOf(call.options) }
    return withCrm(call, async (crm) => {
      const preview = await previewConversion(crm, request)
      if (call.options.preview) {
        answer(call, { json: preview, text: await previewText(crm, preview, call) })
        return preview.refusal ? EXIT.problems : EXIT.ok
      }
      const { key } = call.options
      const done = await convertLead(crm, { ...request, ...(key === undefined ? {} : { idempotencyKey: key }) })
      if (isRefusal(done)) throw changeRefused(done)
      const { conversion } = call.words
      const status = await statusText(crm, done.lead.status, call)
      const lines = CONVERSION_PARTS.map((part) => `${labelOf(crm, part, call)}: ${done[`${part}Id`] ?? conversion.choices.none}`)
      const back = done.changeSetId === undefined ? [] : [conversion.change(done.changeSetId)]
      const head = done.already ? conversion.already : conversion.converted(status)
      answer(call, { json: done, text: [head, ...lines, ...back].join('\n') })
      return EXIT.ok
    })
  },
})

function wishesOf({ set = [], ...choices }: ConvertOptions): ConversionWishes {
  const chosen = CONVERSION_PARTS.flatMap((part): [ConversionPart, PartChoice][] => {
    const typed = choices[part]
    if (typed === undefined) return []
    return [[part, typed === 'new' ? 'create' : typed === 'none' ? 'none' : { link: typed }]]
  })
  const values: { [P in ConversionPart]?: Record<string, unknown> } = {}
  for (const text of set) {
    const [, name, field = '', value = ''] = /^(\w+)\.(\w+)=(.*)$/s.exec(text) ?? []
    const part = CONVERSION_PARTS.find((each) => each === name)
    if (!part) throw wrongArgument('--set', `"${text}" is not written as contact.jobTitle=Buyer.`)
    values[part] = { ...values[part], [field]: value === '' ? null : value }
  }
  return { choices: Object.fromEntries(chosen), values }
}

type Telling = Pick<CommandCall, 'words' | 'language'>

async function previewText(crm: Crm, preview: ConversionPreview, call: Telling): Promise<string> {
  const { conversion } = call.words
  const parts = CONVERSION_PARTS.flatMap((part) => {
    const { choice, values } = preview.parts[part]
    const way = typeof choice === 'object' ? `${conversion.choices.link} ${choice.link}` : conversion.choices[choice]
    const given = choice === 'create' ? Object.entries(values).map(([field, value]) => `  ${field}: ${shown(value)}`) : []
    const candidates = preview.candidates[part].map(
      ({ record, match, reasons }) =>
        `  ${match} ${record.id} ${recordName(record)} (${conversion.reasons} ${reasons.join(', ')})`,
    )
    return [`${labelOf(crm, part, call)}: ${way}`, ...given, ...candidates]
  })
  const { refusal } = preview
  const told = refusal && conversion.refused(refusal.words ? textIn(refusal.words, call.language) : refusal.refused)
  const last = told ?? conversion.wouldBe(await statusText(crm, preview.status, call))
  return [...parts, last].map(plainText).join('\n')
}

const shown = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

const labelOf = (crm: Crm, part: ConversionPart, { language }: Telling): string =>
  textIn(crm.fields.lead[`${part}Id`]?.label ?? part, language)

async function statusText(crm: Crm, status: string, call: Telling): Promise<string> {
  const reader = await leadReader(crm, call)
  return reader.fields({ status }, ['status'])[0]?.value ?? status
}
