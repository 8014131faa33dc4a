import type { Lead } from '../model/entities/lead.js'
import type { Fields, ValuesOf } from '../model/fields.js'
import type { RuledEntity, RuledRecord } from '../model/ruled-entity.js'
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

/** The same about a record that is no lead. */
export interface RecordActionRequest<P extends Fields> extends Omit<ActionRequest<P>, 'lead'> {
  readonly entity: RuledEntity
  readonly record: RuledRecord
}

/** Something a rule can make happen. Its id is dotted, for example `task.create`. */
export interface Action<P extends Fields = Fields> {
  readonly label: Text
  readonly params?: P
  /** Can be taken back. */
  readonly reversible?: boolean
  /** Reaches beyond the CRM: a mail, a webhook. */
  readonly external?: boolean
  /** The records that it is for, where that is not leads and, with `performOn`, all others. */
  readonly entities?: readonly ('lead' | RuledEntity)[]
  perform(request: ActionRequest<P>, context: ActingContext): Awaitable<void>
  /** The same for rules about accounts, contacts and opportunities; an action without it is for leads alone. */
  performOn?(request: RecordActionRequest<P>, context: ActingContext): Awaitable<void>
  /** For the action `mail.send` alone: sends a mail of the house to its own people, about no lead. Once per key. */
  post?(mail: HouseMail, context: ActingContext): Awaitable<void>
}

/** A mail to somebody of the house, written to its end. */
export interface HouseMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly language?: string
  readonly attachments?: readonly { readonly filename: string; readonly content: string; readonly contentType: string }[]
  readonly idempotencyKey: string
}

/** Declares an action; the type of `params` follows from their declaration. */
export const defineAction = <const P extends Fields = {}>(action: Action<P>): Action<P> => action
