import type { Engine } from '../../intake/engine.js'
import type { OpportunityLine } from '../../model/entities/opportunity-line.js'
import type { Money } from '../../model/money.js'
import { everyRecord } from './every-record.js'

/** The products on an opportunity, in the order in which they were added. */
export async function linesOf(engine: Pick<Engine, 'store'>, opportunityId: string): Promise<readonly OpportunityLine[]> {
  return (await everyRecord(engine, 'opportunityLine', { opportunityId })) as readonly OpportunityLine[]
}

/** What lines add up to, rounded to the minor unit; nothing where no line has a price. */
export function sumOfLines(lines: readonly Pick<OpportunityLine, 'quantity' | 'price'>[]): Money | undefined {
  const priced = lines.flatMap(({ quantity, price }) => (price ? [{ quantity, price }] : []))
  const currency = priced[0]?.price.currency
  if (currency === undefined) return undefined
  return { amount: priced.reduce((sum, { quantity, price }) => sum + Math.round(quantity * price.amount), 0), currency }
}
