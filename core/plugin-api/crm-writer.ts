import type { Lead } from '../model/entities/lead.js'
import type { RuledEntity, RuledRecord } from '../model/ruled-entity.js'
import type { Text } from '../model/text/localized-text.js'
import type { Refusal } from './awaitable.js'
import type { InboundMail, MailBounce, MailPass, MailQuestion, MailReceived, SentMail } from './mail.js'

/** A task that an action asks for. */
export interface TaskRequest {
  readonly subject: Text
  /** What it is about: a lead, or a customer. */
  readonly leadId?: string
  readonly contactId?: string
  readonly accountId?: string
  readonly opportunityId?: string
  readonly kind?: 'to-do' | 'call' | 'email' | 'meeting'
  /** `owner`, `queue:<name>` or a user's id. */
  readonly assignee: string
  readonly dueAt?: number
  /** When its owner is reminded. */
  readonly remindAt?: number
  /** For a meeting: how long it takes, and where. */
  readonly durationMinutes?: number
  readonly place?: string
  readonly priority?: 'urgent' | 'high' | 'normal' | 'low'
  readonly rule?: string
}

/** A message to one or more users inside the product. */
export interface NotificationRequest {
  readonly text: Text
  /** What it is about. */
  readonly leadId?: string
  readonly accountId?: string
  readonly contactId?: string
  readonly opportunityId?: string
  /** `owner`, `queue:<name>`, `managers` or a user's id. */
  readonly to: string
}

/** What a plugin may change, each change by its idempotency key once, however often it is called. */
export interface CrmWriter {
  /** Goes the same way as a person's edit: same checks, same guards, then the rules decide again. */
  updateLead(leadId: string, changes: Readonly<Record<string, unknown>>, idempotencyKey: string): Promise<Lead | Refusal>
  /** Routes the lead anew, to this queue where one is named. */
  reassignLead(
    leadId: string,
    request: { readonly queue?: string; readonly strategy?: string },
    idempotencyKey: string,
  ): Promise<Lead | Refusal>
  createTask(task: TaskRequest, idempotencyKey: string): Promise<void>
  notify(notification: NotificationRequest, idempotencyKey: string): Promise<void>
  logActivity(
    activity: {
      readonly leadId?: string
      readonly accountId?: string
      readonly contactId?: string
      readonly opportunityId?: string
      readonly type: string
      readonly subject?: string
      readonly details?: unknown
    },
    idempotencyKey: string,
  ): Promise<void>
  /** Changes an account, a contact or an opportunity as a person would: same checks, same guards. */
  changeRecord(
    record: { readonly entity: RuledEntity; readonly id: string },
    request: { readonly changes: Readonly<Record<string, unknown>>; readonly rule: string },
    idempotencyKey: string,
  ): Promise<RuledRecord | Refusal>
  /** Makes an opportunity; without a pipeline in the first one, without a stage where that begins. */
  createOpportunity(
    request: { readonly values: Readonly<Record<string, unknown>>; readonly rule: string },
    idempotencyKey: string,
  ): Promise<RuledRecord | Refusal>
  /** Makes account, contact and opportunity of a lead, as the preview of its conversion proposes them. */
  convertLead(leadId: string, idempotencyKey: string): Promise<Lead | Refusal>
  /** Puts a lead into a listed segment, or takes it out. */
  setMembership(
    leadId: string,
    request: { readonly segment: string; readonly isMember: boolean },
    idempotencyKey: string,
  ): Promise<Lead | Refusal>
  /** Notes that an active customer has bought nothing for too long. */
  lapseCustomer(accountId: string, request: { readonly rule: string }, idempotencyKey: string): Promise<RuledRecord | Refusal>
  /** Puts a lead into a sequence; a refusal where it is in it already or may not come again. */
  enrol(
    leadId: string,
    request: { readonly sequence: string; readonly rule: string },
    idempotencyKey: string,
  ): Promise<Lead | Refusal>
  /** Takes a lead out of a sequence, out of all without its name; answers out of how many. */
  leaveSequence(
    leadId: string,
    request: { readonly sequence?: string; readonly reason: string; readonly rule: string },
    idempotencyKey: string,
  ): Promise<number>
  /** Asked right before a mail goes out, whoever sends it. */
  mailPass(question: MailQuestion): Promise<MailPass>
  /** Keeps a mail that went out, so that an answer to it finds its lead. */
  noteMail(mail: SentMail, idempotencyKey: string): Promise<void>
  /** Keeps that an address takes no mail: nothing goes there any more. */
  noteBounce(bounce: MailBounce, idempotencyKey: string): Promise<void>
  /** Takes in a mail: by the mail it answers, or by its sender, it finds its lead; the same one twice is taken in once. */
  receiveMail(mail: InboundMail): Promise<MailReceived>
}
