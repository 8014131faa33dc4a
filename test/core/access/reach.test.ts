import { describe, expect, test } from 'vitest'
import { type Actor, hiddenFields, reaches, reachOf, readable, SYSTEM, visibleTo } from '../../../core/access/index.js'
import type { RoleDefinition } from '../../../core/model/role.js'

const actorIn = (entities: RoleDefinition['entities']): Actor => ({
  kind: 'user',
  id: 'sara',
  role: 'some',
  grants: {
    role: { id: 'some', title: { en: 'Some', fa: 'نقش' }, entities, may: [] },
    queues: ['inbound'],
    teamUserIds: ['sara', 'ali'],
  },
})

const reads = (actor: Actor, record: Readonly<Record<string, unknown>>) =>
  reaches(actor, { entity: 'lead', action: 'read', record })

describe('the reach of an actor', () => {
  test('is everything for the system and for a key with the scope, and nothing for a key without it', () => {
    expect(reachOf(SYSTEM, 'lead', 'read')).toBe('all')
    expect(reachOf({ kind: 'key', id: 'k', scopes: ['lead:read'] }, 'lead', 'read')).toBe('all')
    expect(reachOf({ kind: 'key', id: 'k', scopes: ['lead:read'] }, 'lead', 'write')).toBe('none')
  })

  test('is nothing where a role says nothing', () => {
    const actor = actorIn({ account: { read: 'all' } })
    expect(readable(actor, 'lead')).toBe('none')
    expect(readable(actor, 'account')).toEqual({})
    expect(reads(actor, { ownerId: 'sara' })).toBe(false)
  })

  test('with "own" holds the leads of the user and those that wait in the queues of the user', () => {
    const actor = actorIn({ lead: { read: 'own' } })
    expect(reads(actor, { ownerId: 'sara' })).toBe(true)
    expect(reads(actor, { ownerId: 'ali' })).toBe(false)
    expect(reads(actor, { queue: 'inbound' })).toBe(true)
    expect(reads(actor, { queue: 'other' })).toBe(false)
    expect(reads(actor, { queue: 'inbound', ownerId: 'ali' })).toBe(false)
  })

  test('with "team" holds the records of the team', () => {
    const actor = actorIn({ lead: { read: 'team' } })
    expect(reads(actor, { ownerId: 'ali' })).toBe(true)
    expect(reads(actor, { ownerId: 'stranger' })).toBe(false)
  })

  test('with conditions holds what they hold for, and narrows a question to it', () => {
    const quotes = { all: [{ fact: 'document', path: '$.kind', operator: 'equal', value: 'quote' }] }
    const actor = actorIn({ document: { read: quotes } })
    const may = (kind: string) => reaches(actor, { entity: 'document', action: 'read', record: { kind } })
    expect([may('quote'), may('invoice')]).toEqual([true, false])
    const asked = { all: [{ fact: 'document', path: '$.status', operator: 'equal', value: 'open' }] }
    expect(readable(actor, 'document', asked)).toEqual({ where: { all: [quotes, asked] } })
  })

  test('leaves hidden fields out of a record, and the record alone where nothing is hidden', () => {
    const actor = actorIn({ lead: { read: 'all', hidden: ['phone'] } })
    const lead = { id: '1', phone: '+98', name: 'Sara' }
    expect(visibleTo(actor, 'lead', lead)).toEqual({ id: '1', name: 'Sara' })
    expect(visibleTo(SYSTEM, 'lead', lead)).toBe(lead)
    expect([...hiddenFields(actor, 'lead')]).toEqual(['phone'])
    expect(hiddenFields({ kind: 'key', id: 'k', scopes: [] }, 'lead').size).toBe(0)
  })
})
