import type { Crm } from '../../crm/crm.js'
import type { PlannedAction } from '../../model/decision.js'
import { type FieldDeclaration, type Fields, optionsOf } from '../../model/fields.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type LocalizedText, textIn } from '../../model/text/localized-text.js'
import type { Words } from '../renderer-messages.js'
import { durationText } from './duration-text.js'
import type { LeadLabels } from './lead-labels.js'

/** An effect that a rule asked for, with what it was asked with. */
export interface ActionStory {
  readonly title: string
  readonly params: readonly {
    readonly name: string
    readonly value: string /** For example `from Employees`. */
    readonly from?: string
  }[]
}

interface Telling {
  readonly labels: LeadLabels
  readonly language: string
  readonly words: Words
  /** Which parameters came from facts, where the rules are at hand. */
  readonly sources?: Readonly<Record<string, string>> | undefined
}

/** Tells an effect by the labels that its action declares. */
export function actionStory(crm: Crm, { type, params }: Pick<PlannedAction, 'type' | 'params'>, telling: Telling): ActionStory {
  const { language } = telling
  const action = crm.registry.actions.get(type)?.value
  const declared: Fields = action?.params ?? {}
  const tell = { ...telling, fields: crm.fields.lead }
  return {
    title: textIn(action?.label ?? type, language),
    params: Object.entries(params).map(([name, value]) => ({
      name: textIn(declared[name]?.label ?? name, language),
      value: paramText(value, declared[name], tell),
      ...(telling.sources?.[name] ? { from: telling.sources[name] } : {}),
    })),
  }
}

function paramText(value: unknown, declaration: FieldDeclaration | undefined, telling: Telling & { fields: Fields }): string {
  const { language, words, labels, fields } = telling
  const option = declaration && optionsOf(declaration).find((each) => each.value === value)
  if (option) return textIn(option.label, language)
  if (typeof value === 'boolean') return words(value ? 'shell.yes' : 'shell.no')
  if (typeof value === 'number') return formatNumber(value, language)
  if (typeof value !== 'string') return isText(value) ? textIn(value, language) : shortJson(value)
  switch (declaration?.format) {
    case 'duration':
      return durationText(value, language)
    case 'field':
      return textIn(fields[value]?.label ?? value, language)
    case 'queue':
      return labels.queue(value)
    case 'assignee':
    case 'recipient':
      return recipientText(value, telling)
    default:
      return shortJson(value)
  }
}

function recipientText(to: string, { labels, words }: Telling): string {
  if (to === 'owner' || to === 'managers') return words(`lead.recipient.${to}`)
  return to.startsWith(QUEUE) ? words('lead.recipient.queue', { queue: labels.queue(to.slice(QUEUE.length)) }) : labels.owner(to)
}

const QUEUE = 'queue:'

function isText(value: unknown): value is LocalizedText {
  return typeof value === 'object' && value !== null && 'en' in value && typeof value.en === 'string'
}

const LONGEST = 160

function shortJson(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
