import { defineAction, fillText, type RuledEntity, type RuledRecord, TEXT_SCHEMA, textIn } from '../../core/plugin-api/index.js'
import { settled } from './settled.js'

/** Makes an opportunity for the customer that the rule is about, with the same owner. */
export const createOpportunity = defineAction({
  label: { en: 'Create an opportunity', fa: 'ساخت فرصت فروش' },
  params: {
    name: {
      type: 'json',
      label: { en: 'Name', fa: 'نام' },
      description: {
        en: 'A text; {{account.name}} or what the rule is about is filled in.',
        fa: 'یک متن؛ {{account.name}} یا آنچه قاعده دربارهٔ آن است پر می‌شود.',
      },
      required: true,
      schema: TEXT_SCHEMA,
    },
    kind: {
      type: 'select',
      label: { en: 'Kind', fa: 'گونه' },
      oneOf: ['new-business', 'cross-sell', 'up-sell', 'renewal', 'win-back'],
      default: 'new-business',
    },
    pipeline: { type: 'string', label: { en: 'Pipeline', fa: 'خط فروش' } },
    stage: { type: 'string', label: { en: 'Stage', fa: 'مرحله' } },
    language: { type: 'string', label: { en: 'Language of the name', fa: 'زبان نام' }, default: 'en' },
  },
  async perform({ lead, params, idempotencyKey, rule }, { crm }) {
    const { id: leadId, ownerId, accountId, contactId, campaignId } = lead
    const values = { leadId, ownerId, accountId, contactId, campaignId, ...named(params, { lead }) }
    settled('No opportunity was made', await crm.createOpportunity({ values: filled(values), rule }, idempotencyKey))
  },
  async performOn({ entity, record, params, idempotencyKey, rule }, { crm }) {
    const values = { ...linksOf(entity, record), ...named(params, { [entity]: record }) }
    settled('No opportunity was made', await crm.createOpportunity({ values: filled(values), rule }, idempotencyKey))
  },
})

interface Params {
  readonly name: unknown
  readonly kind: string
  readonly language: string
  readonly pipeline?: string | undefined
  readonly stage?: string | undefined
}

function named({ name, kind, language, pipeline, stage }: Params, about: Readonly<Record<string, unknown>>) {
  return { name: textIn(fillText(name, about), language), kind, pipeline, stage }
}

function linksOf(entity: RuledEntity, record: RuledRecord): Readonly<Record<string, unknown>> {
  const { accountId, contactId, ownerId } = record as { accountId?: string; contactId?: string; ownerId?: string }
  if (entity === 'account') return { accountId: record.id, ownerId }
  return entity === 'contact' ? { contactId: record.id, accountId, ownerId } : { accountId, contactId, ownerId }
}

const filled = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
