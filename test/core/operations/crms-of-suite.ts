import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Actor } from '../../../core/access/index.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../../core/testing/open-test-crm.js'
import type { TestDatabase } from '../../support/databases.js'

/** Opens CRMs on the database of a suite; each is closed after its test. */
export function crmsOn(database: TestDatabase): (options?: TestCrmOptions) => Promise<TestCrm> {
  const opened: TestCrm[] = []
  afterEach(async () => {
    for (const crm of opened.splice(0)) await crm.close()
  })
  return async (options = {}) => {
    const crm = await openTestCrm({ connection: await database.newConnection(), ...options })
    opened.push(crm)
    return crm
  }
}

/** Opens one CRM for all tests of a suite; each of them brings people of its own. */
export function oneCrmOn(database: TestDatabase, options: TestCrmOptions = {}): () => TestCrm {
  let opened: TestCrm | undefined
  beforeAll(async () => {
    opened = await openTestCrm({ connection: await database.newConnection(), ...options })
  })
  afterAll(() => opened?.close())
  return () => {
    if (!opened) throw new Error('The CRM is opened before the tests.')
    return opened
  }
}

let people = 0

/** Values of somebody whom no other test knows. */
export function somebody(values: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  people += 1
  return {
    name: `Person ${people}`,
    email: `person-${people}@example.com`,
    phone: `0912${String(people).padStart(7, '0')}`,
    ...values,
  }
}

/** Captures one lead with these values, as another program would. */
export async function aLeadIn(crm: TestCrm, values: Readonly<Record<string, unknown>>): Promise<Lead> {
  const [lead] = await crm.capture('api', { values })
  if (!lead) throw new Error('The submission became no lead.')
  return lead
}

export const as = (role: 'admin' | 'manager' | 'rep' | 'read-only', id = `u-${role}`): Actor => ({ kind: 'user', id, role })

/** The code and details of the error that something fails with; fails itself when it does not fail. */
export async function failureOf(work: Promise<unknown>): Promise<{ code: string; message: string; field: unknown }> {
  try {
    await work
  } catch (error) {
    const { code, message, details } = error as { code: string; message: string; details?: { field?: unknown } }
    return { code, message, field: details?.field }
  }
  throw new Error('It did not fail.')
}
