import type { Engine } from '../intake/engine.js'
import type { Lead } from '../model/entities/lead.js'
import { checkTransition, statusOf } from '../model/lifecycle.js'
import type { Refusal } from '../plugin-api/index.js'
import { saidRefusal } from './said-refusal.js'
import { transitionWords } from './transition-words.js'

/** What keeps a lead from the status that it is to have: the lifecycle, or a guard of a plugin. */
export async function statusRefusal(engine: Engine, lead: Lead, changed: Lead): Promise<Refusal | undefined> {
  if (changed.status === lead.status) return undefined
  const move = { from: lead.status, to: changed.status }
  const reason = changed.statusReason
  const { lifecycle } = engine.rules()
  const refusal = checkTransition(lifecycle, { ...move, values: changed, ...(reason ? { reason } : {}) })
  if (refusal) {
    const words = transitionWords(refusal, { lifecycle, fields: engine.fields.lead, to: changed.status })
    return { refused: words.en, words, ...refusal }
  }
  const { hooks } = engine.registry
  return hooks.has('lead:transition') ? guarded(await hooks.guard('lead:transition', { lead, ...move })) : undefined
}

/** A status of converted leads is entered by converting alone, which makes the records that the status speaks of. */
export function unconverted({ rules }: Pick<Engine, 'rules'>, lead: Lead, changed: Lead): Refusal | undefined {
  const category = ({ status }: Lead) => statusOf(rules().lifecycle, status)?.category
  const isEntering = category(changed) === 'converted' && category(lead) !== 'converted'
  return isEntering && changed.convertedAt === undefined ? NEEDS_CONVERSION : undefined
}

const NEEDS_CONVERSION: Refusal = saidRefusal(
  {
    en: 'A lead enters this status by being converted, which makes its account, contact and opportunity: convert it.',
    fa: 'سرنخ با تبدیل شدن به این وضعیت می‌رسد؛ با تبدیل، شرکت، مخاطب و فرصت فروش آن ساخته می‌شود: تبدیلش کنید.',
  },
  { code: 'needs-conversion', fields: ['status'] },
)

/** The refusal of a guard, with the code by which pages tell it apart. */
export const guarded = (refusal: Refusal | undefined): Refusal | undefined =>
  refusal && { code: 'refused-by-guard', details: [refusal.refused], ...refusal }

/** A lead that went into another is changed no more; what is known of the person is there. */
export const mergedAlready = (intoId: string): Refusal => ({
  refused: `It was merged into ${intoId}; change that one.`,
  words: { en: `It was merged into ${intoId}; change that one.`, fa: `این در ${intoId} ادغام شده است؛ آن را تغییر دهید.` },
  code: 'merged-already',
  details: [intoId],
})
