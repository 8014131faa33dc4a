import { expect, test } from 'vitest'
import { dedupe } from '../../../core/intake/dedupe.js'
import type { KeyedDraft } from '../../../core/intake/keyed-draft.js'
import { leadKeys } from '../../../core/intake/match-keys.js'
import { DEFAULT_DEDUPE, dedupeRulesFrom } from '../../../core/model/dedupe-policy.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import type { Gathered } from '../../../core/store/index.js'

const NOBODY: Gathered = { leads: [], matchKeys: [], queues: [] }

let count = 0
const create = { newId: () => `id-${++count}`, now: 1_000, startStatus: 'new' }

function draft(values: Readonly<Record<string, unknown>>): KeyedDraft {
  count += 1
  return {
    submission: {
      id: `submission-${count}`,
      receivedAt: 900,
      source: 'api',
      channel: 'key',
      idempotencyKey: `key-${count}`,
      fingerprint: 'f',
      payload: {},
      attempts: 1,
    },
    input: { values },
    source: 'google',
    keys: leadKeys(values, { country: 'IR', scope: 'api/key' }),
  }
}

const known: Lead = {
  id: 'known',
  version: 4,
  createdAt: 1,
  updatedAt: 1,
  source: 'fair',
  status: 'contacted',
  email: 'sara@example.com',
  name: 'Sara',
}

test('two drafts of one batch with the same e-mail, written differently, become one lead', () => {
  const works = dedupe([draft({ email: 'Sara@Example.com' }), draft({ email: ' sara@example.com ', phone: '09121234567' })], {
    gathered: NOBODY,
    rules: dedupeRulesFrom(DEFAULT_DEDUPE),
    create,
  })
  expect(works).toHaveLength(1)
  expect(works[0]?.submissionIds).toHaveLength(2)
  expect(works[0]?.lead.phone).toBe('09121234567')
})

test('a merge fills gaps, keeps what is there, and notes what differs', () => {
  const gathered: Gathered = { leads: [known], matchKeys: [{ key: 'email:sara@example.com', leadId: 'known' }], queues: [] }
  const [work] = dedupe([draft({ email: 'sara@example.com', name: 'S. Karimi', company: 'Pars', status: 'junk' })], {
    gathered,
    rules: dedupeRulesFrom(DEFAULT_DEDUPE),
    create,
  })
  expect(work?.expectedVersion).toBe(4)
  expect(work?.lead).toMatchObject({ id: 'known', name: 'Sara', company: 'Pars', status: 'contacted', source: 'fair' })
  expect(work?.activities[0]).toMatchObject({ type: 'lead.merged', details: { differing: { name: 'S. Karimi' } } })
})

const batch = (drafts: readonly KeyedDraft[], gathered: Gathered = NOBODY) =>
  dedupe(drafts, { gathered, rules: dedupeRulesFrom(DEFAULT_DEDUPE), create })

test('people with one phone and different e-mails stay two leads that look alike: they may share a switchboard', () => {
  const [first, second] = batch([
    draft({ email: 'sara@example.com', phone: '02188776655' }),
    draft({ email: 'ali@example.com', phone: '02188776655' }),
  ])
  expect(second?.similar).toEqual([{ leadId: second?.lead.id, otherId: first?.lead.id, reason: 'same-phone' }])
  expect(second?.claims.map(({ key }) => key)).toEqual(['email:ali@example.com'])
})

test('external ids that contradict each other make no difference to that', () => {
  const works = batch([
    draft({ externalId: '1', email: 'sara@example.com', phone: '02188776655' }),
    draft({ externalId: '2', email: 'ali@example.com', phone: '02188776655' }),
  ])
  expect(works.map(({ similar }) => similar.map(({ reason }) => reason))).toEqual([[], ['same-phone']])
})

test('one phone still merges where an e-mail is missing on either side', () => {
  const phone = '02188776655'
  expect(batch([draft({ email: 'sara@example.com', phone }), draft({ phone })])).toHaveLength(1)
  expect(batch([draft({ phone }), draft({ email: 'sara@example.com', phone })])).toHaveLength(1)
})

test('a draft whose keys lead to different leads joins the surest, and the others are shown as similar', () => {
  const other: Lead = { ...known, id: 'other', email: 'ali@example.com' }
  const third: Lead = { ...known, id: 'third', email: 'mina@example.com' }
  const gathered: Gathered = {
    leads: [known, other, third],
    matchKeys: [
      { key: 'external:api/key:7', leadId: 'third' },
      { key: 'email:sara@example.com', leadId: 'known' },
      { key: 'phone:+982188776655', leadId: 'other' },
    ],
    queues: [],
  }
  const [byEmail] = batch([draft({ email: 'sara@example.com', phone: '02188776655' })], gathered)
  expect(byEmail?.lead.id).toBe('known')
  expect(byEmail?.similar).toEqual([{ leadId: 'known', otherId: 'other', reason: 'same-phone' }])
  const [byId] = batch([draft({ externalId: '7', email: 'sara@example.com', phone: '02188776655' })], gathered)
  expect(byId?.lead.id).toBe('third')
  expect(byId?.similar.map(({ otherId, reason }) => [otherId, reason])).toEqual([
    ['known', 'same-email'],
    ['other', 'same-phone'],
  ])
})

test('a lead that looks like another in two ways is linked to it once, for the surest', () => {
  const works = batch([
    draft({ name: 'Sara', company: 'Pars', email: 'sara@example.com', phone: '02188776655' }),
    draft({ name: 'Sara', company: 'Pars', email: 'sara2@example.com', phone: '02188776655' }),
  ])
  expect(works[1]?.similar.map(({ reason }) => reason)).toEqual(['same-phone'])
})

test('where the policy links, both leads stay and know of each other', () => {
  const gathered: Gathered = { leads: [known], matchKeys: [{ key: 'email:sara@example.com', leadId: 'known' }], queues: [] }
  const rules = dedupeRulesFrom({ ...DEFAULT_DEDUPE, email: 'link' as const })
  const [work] = dedupe([draft({ email: 'sara@example.com' })], { gathered, rules, create })
  expect(work?.expectedVersion).toBeUndefined()
  expect(work?.similar).toEqual([{ leadId: work?.lead.id, otherId: 'known', reason: 'same-email' }])
  expect(work?.claims).toEqual([])
})

test('equal name and company are only shown as similar, whatever the letters', () => {
  const works = dedupe([draft({ name: 'علي كريمي', company: 'پارس' }), draft({ name: 'علی کریمی', company: 'پارس' })], {
    gathered: NOBODY,
    rules: dedupeRulesFrom(DEFAULT_DEDUPE),
    create,
  })
  expect(works).toHaveLength(2)
  expect(works[1]?.similar).toEqual([{ leadId: works[1]?.lead.id, otherId: works[0]?.lead.id, reason: 'same-name' }])
})

test('a draft that brings nothing to find it by is a lead of its own', () => {
  const works = dedupe([draft({ message: 'hello' }), draft({ message: 'hello' })], {
    gathered: NOBODY,
    rules: dedupeRulesFrom(DEFAULT_DEDUPE),
    create,
  })
  expect(works).toHaveLength(2)
})
