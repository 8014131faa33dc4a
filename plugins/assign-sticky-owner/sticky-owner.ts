import { defineAssignmentFilter, defineAssignmentRank, type PartRequest } from '../../core/plugin-api/index.js'

const LABEL = { en: 'Knows the customer', fa: 'مشتری را می‌شناسد' }
const FACTS = ['knownOwner']

/** Whoever owns the contact, the account or an earlier lead of the same customer comes first; a customer nobody knows suits everybody. */
export const stickyOwner = defineAssignmentRank({
  label: LABEL,
  facts: FACTS,
  rank: ({ userId }, request) => (isKnownTo(userId, request) ? 0 : 1),
  leaveOut: () => ({ reason: 'not-sticky-owner' }),
})

/** The same without mercy: a customer somebody owns goes to nobody else, and waits where that one cannot take it. */
export const onlyStickyOwner = defineAssignmentFilter({
  label: LABEL,
  facts: FACTS,
  leaveOut: ({ userId }, request) =>
    request.facts['knownOwner'] === undefined || isKnownTo(userId, request) ? undefined : { reason: 'not-sticky-owner' },
})

const isKnownTo = (userId: string, { facts }: Pick<PartRequest<{}>, 'facts'>): boolean => facts['knownOwner'] === userId
