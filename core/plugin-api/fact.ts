import type { Lead } from '../model/entities/lead.js'
import type { FieldDeclaration, Fields, ValuesOf } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import type { Awaitable } from './awaitable.js'
import type { PluginContext } from './context.js'

export interface FactRequest<P extends Fields> {
  readonly params: ValuesOf<P>
  readonly now: number
}

/** Something rules can ask about leads. It is loaded for many at once, before any rule runs. */
export interface Fact<P extends Fields = Fields> {
  readonly label: Text
  readonly params?: P
  /** What one value is, so that rules that read it can be checked. */
  readonly value: FieldDeclaration
  /**
   * One value per lead, in their order; `undefined` where it is missing, `changingValue` where time alone will change it.
   * A value that is not what `value` declares makes the rules that read it end as an error for that lead.
   */
  load(leads: readonly Lead[], request: FactRequest<P>, context: PluginContext): Awaitable<readonly unknown[]>
}

/** Declares a fact; the type of `params` follows from their declaration. */
export const defineFact = <const P extends Fields = {}>(fact: Fact<P>): Fact<P> => fact
