import type { Activity } from '../../model/entities/activity.js'
import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Lead } from '../../model/entities/lead.js'
import { sequenceMark } from '../../model/sequence.js'
import { isRefusal } from '../../plugin-api/index.js'
import type { RecordChanges } from '../../store/index.js'
import type { Engine } from '../engine.js'
import { redecide } from '../redecide.js'
import { activeEnrolments } from './find-enrolments.js'

/** Which enrolments of a lead end, how and why. */
export interface LeaveRequest {
  readonly leadId: string
  /** All of the lead's without it. */
  readonly sequence?: string
  readonly state?: Exclude<Enrolment['state'], 'active'>
  /** Id of an exit of the sequence, or a word such as `reply`, `unsubscribed`, `by-hand`. */
  readonly reason: string
  /** The rule or person. */
  readonly by?: string
  readonly userId?: string
  /** Id of the first entry in the timeline; a second call with it changes nothing, even where the lead has come again since. */
  readonly effectId?: string
  readonly chain?: readonly string[]
}

/**
 * Ends enrolments of a lead, and writes into its timeline why. What they had under way is not begun any more. Answers how many
 * ended; none where the lead is in no such sequence, so that a repeat changes nothing.
 */
export async function leaveSequences(engine: Engine, request: LeaveRequest): Promise<number> {
  const { leadId, sequence } = request
  const leaving = await activeEnrolments(engine, { leadId, sequence })
  if (leaving.length === 0) return 0
  const plan = planLeaving(engine, { leaving, request })
  let ended = 0
  const leads = await redecide(engine, {
    leadIds: [leadId],
    trigger: 'edit',
    ...(request.chain ? { chain: request.chain } : {}),
    ...(request.effectId === undefined ? {} : { effectId: request.effectId }),
    activities: plan.activities,
    // Read once more with the lead: what ended meanwhile is not ended a second time.
    change: async (lead) => {
      const active = await activeEnrolments(engine, { leadId, sequence })
      ended = active.length
      return ended === 0 ? { refused: 'Nothing is left to end.' } : withoutMarks(lead, active)
    },
    alongside: async () =>
      planLeaving(engine, { leaving: await activeEnrolments(engine, { leadId, sequence }), request }).changes,
  })
  return isRefusal(leads) ? 0 : ended
}

/** What ends enrolments, for those who write it together with something else. */
export function planLeaving(
  engine: Pick<Engine, 'now' | 'newId'>,
  { leaving, request }: { readonly leaving: readonly Enrolment[]; readonly request: LeaveRequest },
): { readonly changes: RecordChanges; readonly activities: readonly Activity[] } {
  const now = engine.now()
  const state = request.state ?? 'exited'
  return {
    changes: {
      updates: leaving.map(({ id, version }) => ({
        entity: 'enrolment',
        id,
        expectedVersion: version,
        changes: { state, endedAt: now, nextAt: null, exitReason: request.reason },
      })),
    },
    activities: leaving.map(({ sequence, step }, place) => ({
      id: (place === 0 ? request.effectId : undefined) ?? engine.newId(),
      version: 1,
      createdAt: now,
      updatedAt: now,
      at: now,
      leadId: request.leadId,
      type: `sequence.${state}`,
      ...(request.userId === undefined ? {} : { userId: request.userId }),
      details: { sequence, reason: request.reason, steps: step, ...(request.by === undefined ? {} : { by: request.by }) },
    })),
  }
}

/** The lead without its marks of these sequences. */
export function withoutMarks(lead: Lead, leaving: readonly Pick<Enrolment, 'sequence'>[]): Lead {
  const isOf = (mark: string) =>
    leaving.some(({ sequence }) => mark === sequenceMark(sequence) || mark.startsWith(sequenceMark(sequence, '')))
  const { sequences = [], ...rest } = lead
  const left = sequences.filter((mark) => !isOf(mark))
  return left.length > 0 ? { ...rest, sequences: left } : rest
}
