/** Every event that an outside address can ask for. Past tense: it has happened and is committed. */
export const EVENT_NAMES = [
  'lead.captured',
  'lead.updated',
  'lead.statusChanged',
  'lead.assigned',
  'lead.graded',
  'lead.converted',
  'account.created',
  'account.updated',
  'account.removed',
  'contact.created',
  'contact.updated',
  'contact.removed',
  'opportunity.created',
  'opportunity.updated',
  'opportunity.removed',
  'opportunity.stageChanged',
  'opportunity.won',
  'opportunity.lost',
  'document.created',
  'document.updated',
  'document.removed',
] as const

export type EventName = (typeof EVENT_NAMES)[number]

/** Something that has happened to a record. */
export interface CrmEvent {
  readonly name: EventName
  /** The record, `<entity>:<id>`; events about one record keep their order. */
  readonly subject: string
  /** The record, or the values of it that changed. */
  readonly data: Readonly<Record<string, unknown>>
}
