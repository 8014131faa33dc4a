import { canonicalJson } from '../../model/canonical-json.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { Money } from '../../model/money.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { accountPurchase } from '../opportunities/account-purchase.js'
import { linesOf, sumOfLines } from '../opportunities/lines-amount.js'
import { placeOf, type StageEntry, stageRefusal } from '../opportunities/stage-refusal.js'
import { stageTraces } from '../opportunities/stage-traces.js'
import { stageValues } from '../opportunities/stage-values.js'
import { joinChanges, type PrepareRecord } from './record-plan.js'

/**
 * Lets an opportunity into a stage only where its pipeline does, and keeps what follows from the stage.
 * One that comes with the day on which it was closed is history: its stage asks for nothing, its reason must still be known.
 */
export const prepareOpportunity: PrepareRecord = async (engine, draft) => {
  const before = draft.before as Opportunity | undefined
  const amount = before ? sumOfLines(await linesOf(engine, before.id)) : undefined
  if (amount && isSetByHand(draft, amount)) return amountOfLines()
  const priced = { ...draft.after, ...(amount ? { amount } : {}) } as Opportunity
  const place = placeOf(engine, priced)
  const isMove = !before || before.stage !== priced.stage || before.pipeline !== priced.pipeline
  if (isRefusal(place)) return isMove ? place : { after: priced }
  const isHistory = !before && place.stage.category !== 'open' && priced.closedAt !== undefined
  const entry: StageEntry = { ...(before ? { before } : {}), after: moved(priced, before), isHistory }
  const refusal = isMove ? await stageRefusal(engine, entry, place) : undefined
  if (refusal) return refusal
  const after = stageValues({ ...entry, ...place, pipelines: engine.rules().pipelines, now: engine.now() })
  const { actor, rule } = draft
  return (
    disorder(after) ?? {
      after,
      alongside: joinChanges(
        isMove ? await stageTraces(engine, { ...entry, actor, after, stage: place.stage, ...(rule ? { rule } : {}) }) : undefined,
        await accountPurchase(engine, { ...entry, after }),
      ),
    }
  )
}

/** An amount that somebody gives, and that is neither the one that stands there nor the sum of the products. */
function isSetByHand({ before, after }: Parameters<PrepareRecord>[1], sum: Money): boolean {
  const given = canonicalJson(after['amount'] ?? null)
  return given !== canonicalJson(before?.['amount'] ?? null) && given !== canonicalJson(sum)
}

function amountOfLines(): Refusal {
  const words = {
    en: 'The amount is the sum of the products: change the products, or remove them to set an amount by hand.',
    fa: 'مبلغ، جمع محصول‌های این فرصت فروش است: محصول‌ها را تغییر دهید، یا آن‌ها را بردارید تا مبلغ را دستی بنویسید.',
  }
  return { refused: words.en, words, code: 'amount-of-lines', fields: ['amount'] }
}

/** The reason of the stage before says nothing about the next one. */
function moved(after: Opportunity, before: Opportunity | undefined): Opportunity {
  if (!before || before.stage === after.stage || before.stageReason !== after.stageReason) return after
  const { stageReason: _old, ...rest } = after
  return rest as Opportunity
}

function disorder({ openedAt, closedAt }: Opportunity): Refusal | undefined {
  if (openedAt === undefined || closedAt === undefined || openedAt <= closedAt) return undefined
  const words = {
    en: 'It cannot have been closed before it was opened: correct one of the two days.',
    fa: 'نمی‌شود پیش از گشایش بسته شده باشد: یکی از دو زمان را درست کنید.',
  }
  return { refused: words.en, words, code: 'dates-order', fields: ['openedAt', 'closedAt'] }
}
