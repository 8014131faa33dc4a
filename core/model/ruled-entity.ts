import type { Account } from './entities/account.js'
import type { Contact } from './entities/contact.js'
import type { Opportunity } from './entities/opportunity.js'

/** Entities beside leads that automations watch. */
export const RULED_ENTITIES = ['account', 'contact', 'opportunity'] as const

export type RuledEntity = (typeof RULED_ENTITIES)[number]

/** A record that automations watch, whichever it is. */
export type RuledRecord = Account | Contact | Opportunity

export const isRuledEntity = (name: string): name is RuledEntity => (RULED_ENTITIES as readonly string[]).includes(name)
