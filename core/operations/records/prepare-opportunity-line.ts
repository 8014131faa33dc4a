import type { Engine } from '../../intake/engine.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { OpportunityLine } from '../../model/entities/opportunity-line.js'
import type { Product } from '../../model/entities/product.js'
import type { Refusal } from '../../plugin-api/index.js'
import { amountChange } from '../opportunities/amount-change.js'
import { linesOf } from '../opportunities/lines-amount.js'
import type { PrepareRecord } from './record-plan.js'

/** Prices a line by its product unless somebody said otherwise, and keeps the amount of the opportunity the sum of its lines. */
export const prepareOpportunityLine: PrepareRecord = async (engine, { actor, before, after }) => {
  const drafted = after as OpportunityLine
  if (before && before['opportunityId'] !== drafted.opportunityId) return STAYS
  const line = before ? drafted : await withListPrice(engine, drafted)
  const opportunity = (await engine.store.records.get('opportunity', line.opportunityId)) as Opportunity | undefined
  if (!opportunity) return { after: line }
  const others = (await linesOf(engine, line.opportunityId)).filter(({ id }) => id !== line.id)
  const mixed = mixedCurrencies(line, others)
  return mixed ?? { after: line, alongside: amountChange(engine, { actor, opportunity, lines: [...others, line] }) }
}

async function withListPrice({ store }: Engine, line: OpportunityLine): Promise<OpportunityLine> {
  if (line.price) return line
  const product = (await store.records.get('product', line.productId)) as Product | undefined
  return product?.price ? { ...line, price: product.price } : line
}

function mixedCurrencies({ price }: OpportunityLine, others: readonly OpportunityLine[]): Refusal | undefined {
  const currency = others.find((other) => other.price)?.price?.currency
  if (!price || currency === undefined || currency === price.currency) return undefined
  const words = {
    en: `The other lines are priced in ${currency}: give this one a price in ${currency} as well.`,
    fa: `قیمت ردیف‌های دیگر به ${currency} است: قیمت این ردیف را هم به ${currency} بدهید.`,
  }
  return { refused: words.en, words, code: 'currency-mixed', details: [currency], fields: ['price'] }
}

const STAYS: Refusal = Object.freeze({
  refused: 'A line stays with its opportunity: remove it here and add it there.',
  words: {
    en: 'A line stays with its opportunity: remove it here and add it there.',
    fa: 'ردیف با فرصت فروش خود می‌ماند: اینجا برش دارید و آنجا بیفزایید.',
  },
  code: 'not-allowed',
  details: [],
  fields: ['opportunityId'],
})
