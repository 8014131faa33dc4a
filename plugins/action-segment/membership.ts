import { defineAction, isRefusal, OutsideError } from '../../core/plugin-api/index.js'

const membership = (label: { readonly en: string; readonly fa: string }, isMember: boolean) =>
  defineAction({
    label,
    params: { segment: { type: 'string', label: { en: 'Segment', fa: 'بخش' }, required: true } },
    reversible: true,
    async perform({ lead, params: { segment }, idempotencyKey }, { crm }) {
      const answer = await crm.setMembership(lead.id, { segment, isMember }, idempotencyKey)
      if (isRefusal(answer)) throw new OutsideError(`Segment "${segment}": ${answer.refused}`, { final: true })
    },
  })

/** Puts the lead into a segment whose members are listed. */
export const addToSegment = membership({ en: 'Put into a segment', fa: 'افزودن به بخش' }, true)

/** Takes the lead out of a segment whose members are listed. */
export const removeFromSegment = membership({ en: 'Take out of a segment', fa: 'برداشتن از بخش' }, false)
