import type { Actor } from '../../access/index.js'
import type { ConversionPart } from '../../model/conversion.js'

/** What becomes of one part: a new record, one that is there, or nothing. */
export type PartChoice = 'create' | 'none' | { readonly link: string }

/** How a lead is converted; what is not said is proposed as the preview shows it. */
export interface ConversionWishes {
  readonly choices?: { readonly [P in ConversionPart]?: PartChoice }
  /** Values of new records in place of those that the field map gives; `null` leaves one out. */
  readonly values?: { readonly [P in ConversionPart]?: Readonly<Record<string, unknown>> }
}

export interface ConversionRequest extends ConversionWishes {
  readonly actor: Actor
  readonly id: string
  /** The version the person saw; without it the lead is converted as it is. */
  readonly expectedVersion?: number
  /** Names the conversion: asked for again with it, it answers the same. */
  readonly idempotencyKey?: string
}
