/** The questions that nobody should have to ask about a lead any more, in this order. */
type LeadQuestion = 'origin' | 'interest' | 'follow' | 'fit' | 'call' | 'contract' | 'owner'

/** An answer as a sentence, how it stands, and where to go on. */
export interface LeadAnswer {
  readonly question: LeadQuestion
  /** `good` needs nothing, `open` is not known or not done yet, `bad` stands in the way. */
  readonly state: 'good' | 'open' | 'bad'
  readonly sentence: { readonly en: string; readonly fa: string }
  /** A `tel:` link, or the address of the contract. */
  readonly link?: string
}
