import { defineFields } from '../../model/fields.js'
import type { RuledEntity } from '../../model/ruled-entity.js'
import type { Vocabulary } from '../rule-set.js'
import { coreFacts } from './core-facts.js'

/** Facts that only the rules of customers can ask for. */
const OF_CUSTOMERS: Vocabulary['facts'] = {
  openOpportunities: { label: { en: 'Open opportunities', fa: 'فرصت‌های فروش باز' }, value: { type: 'integer' } },
  wonOpportunities: {
    label: { en: 'Opportunities won', fa: 'فرصت‌های فروش برده' },
    params: defineFields({
      /** Code of a product: only those with a line of it. */
      product: { type: 'string' },
    }),
    value: { type: 'integer' },
  },
}

const LABELS = {
  account: { en: 'Account', fa: 'حساب' },
  contact: { en: 'Contact', fa: 'مخاطب' },
  opportunity: { en: 'Opportunity', fa: 'فرصت فروش' },
} as const

const AROUND: Readonly<Record<RuledEntity, readonly string[]>> = {
  account: ['account', 'owner'],
  contact: ['contact', 'account', 'owner'],
  opportunity: ['opportunity', 'account', 'contact', 'owner', 'campaign'],
}

/** What rules about these records can ask: the record itself, what it refers to, and the clock. */
export function recordFacts(entity: RuledEntity): Vocabulary['facts'] {
  const names = [...AROUND[entity], 'now', 'elapsed', 'jalali']
  const known = names.flatMap((name) => {
    const fact = coreFacts[name]
    return fact ? [[name, name in LABELS ? { ...fact, label: LABELS[name as RuledEntity] } : fact] as const] : []
  })
  return { ...Object.fromEntries(known), ...(entity === 'account' ? OF_CUSTOMERS : {}) }
}
