/** An amount in the currency's minor unit (cents, or whole rials where there is none), so that sums are exact. */
export interface Money {
  readonly amount: number
  /** ISO 4217, for example `IRR` or `EUR`. */
  readonly currency: string
}
