import type { Crm } from '../../../crm/crm.js'
import { CONVERSION_PARTS, type ConversionPart } from '../../../model/conversion.js'
import { textIn } from '../../../model/text/localized-text.js'
import {
  type ConversionPreview,
  type ConversionWishes,
  convertLead,
  type PartChoice,
  previewConversion,
  recordName,
} from '../../../operations/index.js'
import { isRefusal, type Refusal } from '../../../plugin-api/index.js'
import { type FormValues, formText, readForm } from '../../body/index.js'
import type { Clock } from '../../local-instant.js'
import type { Reader } from '../../reader.js'
import { refusalText } from '../lead-actions.js'
import { leadLabels } from '../lead-labels.js'
import { leadName } from '../lead-row.js'
import { joinStage, splitStage, stageOptions } from '../opportunities/stage-choice.js'
import { problemText } from '../problem-text.js'
import { type FormInput, formInput, formValuesOf, typedValue } from '../record-form.js'
import { type ReferenceChoices, referenceChoices } from '../reference-choices.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, seenCrm, signedIn } from '../signed-in.js'

/** What a lead would become, with the choice for each part. */
export const convertPage = signedIn((c, session) => showConversion(c, session, { wishes: {} }))

/** Converts the lead, or shows once more what that would do: after another choice, or with what stands in the way. */
export const convertFromPage = signedIn(async (c, session) => {
  const crm = c.get('crm')
  const posted = await readForm(c)
  const wishes = wishesOf(crm, posted, c.get('reader'))
  if (formText(posted, 'do') !== 'convert') return showConversion(c, session, { wishes })
  const id = c.req.param('id') ?? ''
  const version = Number(formText(posted, 'version'))
  const seen = Number.isInteger(version) && version > 0 ? { expectedVersion: version } : {}
  const answer = await convertLead(crm, { actor: session.actor, id, ...wishes, ...seen })
  if (isRefusal(answer)) return showConversion(c, session, { wishes, refusal: answer })
  return c.redirect(`/leads/${id}?done=converted`, 303)
})

/** Choices and values as the form sends them: `choice.contact`, `contact.name`. */
function wishesOf(crm: Crm, posted: FormValues, clock: Clock): ConversionWishes {
  const parts = CONVERSION_PARTS.map((part) => {
    const named = Object.entries(posted).filter(([name]) => name.startsWith(`${part}.`) && !name.startsWith('choice.'))
    const fields = named.map(([name, value]) => [name.slice(part.length + 1), value] as const)
    const given = part === 'opportunity' ? splitStage(Object.fromEntries(fields)) : Object.fromEntries(fields)
    const known = Object.entries(given).filter(([field]) => field in crm.fields[part])
    const values = known.map(([field, value = '']) => [
      field,
      value.length === 0 ? null : typedValue(crm.fields[part][field], value, clock),
    ])
    return { part, choice: choiceOf(formText(posted, `choice.${part}`)), values: Object.fromEntries(values) as object }
  })
  return {
    choices: Object.fromEntries(parts.flatMap(({ part, choice }) => (choice ? [[part, choice]] : []))),
    values: Object.fromEntries(parts.map(({ part, values }) => [part, values])),
  }
}

function choiceOf(text: string): PartChoice | undefined {
  if (text === 'create' || text === 'none') return text
  return text.startsWith('link:') ? { link: text.slice('link:'.length) } : undefined
}

interface Showing {
  readonly wishes: ConversionWishes
  readonly refusal?: Refusal
}

async function showConversion(c: AdminContext, { actor }: Session, { wishes, refusal }: Showing): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const preview = await previewConversion(crm, { actor, id: c.req.param('id') ?? '', ...wishes })
  const trouble = refusal ?? preview.refusal
  const labels = await leadLabels(crm, language)
  const parts = await Promise.all(CONVERSION_PARTS.map((part) => partView(c, { part, preview, trouble })))
  const data = {
    lead: preview.lead,
    name: leadName(preview.lead),
    isConverted: preview.lead.convertedAt !== undefined,
    parts,
    from: labels.status(preview.lead.status),
    to: labels.status(preview.status),
    follows: preview.follows,
    undoUntil: preview.undoUntil,
    message: trouble ? await refusalText(c, trouble, preview.status) : undefined,
  }
  const title = wordsOf(c)('conversion.title', { name: leadName(preview.lead) })
  return showPage(c, 'admin/convert', { title, data, status: refusal ? 422 : 200 })
}

interface PartShown {
  readonly part: ConversionPart
  readonly preview: ConversionPreview
  readonly trouble: Refusal | undefined
}

async function partView(c: AdminContext, { part, preview, trouble }: PartShown): Promise<object> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const { choice, values } = preview.parts[part]
  const choices = await referenceChoices(seenCrm(c), crm.fields[part], values)
  const chosen = typeof choice === 'object' ? `link:${choice.link}` : choice
  const candidates = preview.candidates[part].map(({ record, reasons, match }) => ({
    value: `link:${record.id}`,
    id: record.id,
    name: recordName(record, language),
    match,
    reasons,
  }))
  const isListed = candidates.some(({ value }) => value === chosen) || typeof choice !== 'object'
  return {
    part,
    chosen,
    candidates: isListed
      ? candidates
      : [...candidates, { value: chosen, id: choice.link, name: choice.link, match: '', reasons: [] }],
    inputs: inputsOf(crm, { part, values, reader: c.get('reader'), choices, problems: problemsOf(trouble, part, language) }),
  }
}

interface Filling {
  readonly part: ConversionPart
  readonly values: Readonly<Record<string, unknown>>
  readonly reader: Reader
  readonly choices: ReferenceChoices
  readonly problems: Readonly<Record<string, string>>
}

/** The fields that a new record gets from the lead, and those it cannot do without; a link to the other parts follows by itself. */
function inputsOf(crm: Crm, { part, values, reader, choices, problems }: Filling): readonly FormInput[] {
  const { language } = reader
  const fields = crm.fields[part]
  const mapped = Object.keys(crm.rules().conversion[part].fields)
  const required = Object.keys(fields).filter((name) => fields[name]?.required && !fields[name]?.system)
  const typed = formValuesOf(fields, values, { apart: [], clock: reader })
  const isOpportunity = part === 'opportunity'
  const said = isOpportunity ? Object.entries(stageOptions(crm.rules().pipelines, language)) : []
  const all = new Map([...choices, ...said.map(([name, options]) => [name, { entity: part, options, isCut: false }] as const)])
  const shown = isOpportunity ? joinStage(typed) : typed
  return [...new Set([...required, ...mapped])]
    .filter((name) => name in typed && !(isOpportunity && name === 'pipeline'))
    .map((name) => {
      const input = formInput(name, fields[name], { values: shown, language, problem: problems[name], choices: all })
      return { ...input, name: `${part}.${name}`, required: false }
    })
}

function problemsOf(trouble: Refusal | undefined, part: ConversionPart, language: string): Readonly<Record<string, string>> {
  if (trouble?.details?.[0] !== part) return {}
  return Object.fromEntries(
    (trouble.problems ?? []).map(({ field, message }) => [field, problemText(textIn(message, language), language)]),
  )
}
