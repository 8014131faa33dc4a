import type { Engine } from '../../intake/engine.js'
import { type FieldDeclaration, optionsOf } from '../../model/fields.js'
import type { Money } from '../../model/money.js'
import { minorDigits } from '../../model/text/format-number.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import type { RecordNames } from '../records/record-names.js'

/** How values are written. */
export interface CellStyle {
  /** Names and labels for people in this language; without it values that can be imported again as they are. */
  readonly language?: string
  readonly names: RecordNames
  /** Statuses, stages and the like, which rule files name. */
  readonly labelOf: (field: string, value: string) => string | undefined
}

/** Writes a value of a field as a cell; nothing where there is none. */
export function exportCell(value: unknown, field: string, { type, entity, ...rest }: FieldDeclaration, style: CellStyle): string {
  if (value === undefined || value === null) return ''
  const { language, names } = style
  if (type === 'money') return moneyText(value as Money)
  if (type === 'dateTime' && typeof value === 'number') return new Date(value).toISOString()
  if (type === 'json') return JSON.stringify(value)
  if (Array.isArray(value)) return value.map((one) => optionText(String(one), rest, language)).join('; ')
  if (typeof value === 'boolean') return language === 'fa' ? (value ? 'بله' : 'خیر') : value ? 'yes' : 'no'
  if (language === undefined) return String(value)
  if (type === 'reference') return names.get(`${entity}:${String(value)}`) ?? String(value)
  return style.labelOf(field, String(value)) ?? optionText(String(value), rest, language)
}

function moneyText({ amount, currency }: Money): string {
  const digits = minorDigits(currency)
  const sign = amount < 0 ? '-' : ''
  const letters = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = letters.slice(0, letters.length - digits)
  return `${sign}${digits === 0 ? letters : `${whole}.${letters.slice(-digits)}`} ${currency}`
}

function optionText(value: string, field: Pick<FieldDeclaration, 'oneOf'>, language: string | undefined): string {
  if (language === undefined) return value
  const option = optionsOf({ type: 'select', ...field }).find((one) => one.value === value)
  return option ? textIn(option.label, language) : value
}

/** Labels of what rule files name, for one language. */
export function ruleLabels({ rules }: Pick<Engine, 'rules'>, entity: string, language: string): CellStyle['labelOf'] {
  const { lifecycle, pipelines, queues } = rules()
  const byField: Readonly<Record<string, readonly { readonly id: string; readonly label: Text }[]>> =
    entity === 'lead'
      ? { status: lifecycle.statuses, queue: queues }
      : entity === 'opportunity'
        ? { stage: Object.values(pipelines).flatMap(({ statuses }) => statuses) }
        : {}
  return (field, value) => {
    const found = byField[field]?.find(({ id }) => id === value)
    return found && textIn(found.label, language)
  }
}
