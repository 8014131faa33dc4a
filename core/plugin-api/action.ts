import type { Lead } from '../model/entities/lead.js'
import type { Fields, ValuesOf } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import type { Awaitable } from './awaitable.js'
import type { ActingContext } from './context.js'

export interface ActionRequest<P extends Fields> {
  readonly lead: Lead
  readonly params: ValuesOf<P>
  /** May come twice; the second time must change nothing. */
  readonly idempotencyKey: string
  /** The rule that asked, `<file id>/<rule id>`. */
  readonly rule: string
}

/** Something a rule can make happen. Its id is dotted, for example `task.create`. */
export interface Action<P extends Fields = Fields> {
  readonly label: Text
  readonly params?: P
  /** Can be taken back. */
  readonly reversible?: boolean
  /** Reaches beyond the CRM: a mail, a webhook. */
  readonly external?: boolean
  perform(request: ActionRequest<P>, context: ActingContext): Awaitable<void>
}

/** Declares an action; the type of `params` follows from their declaration. */
export const defineAction = <const P extends Fields = {}>(action: Action<P>): Action<P> => action
