import { SYSTEM } from '../access/index.js'
import { CrmError } from '../errors.js'
import { capture } from '../intake/capture.js'
import type { Engine } from '../intake/engine.js'
import { decideWaiting } from '../intake/intake-work.js'
import { isRefusal } from '../plugin-api/index.js'
import { addUser, type NewUser } from './manage-users.js'

/** What a demo now has more than before. */
export interface DemoSeeded {
  readonly users: number
  /** Sample submissions that were not there yet; some are of one person, so there are fewer leads. */
  readonly submissions: number
}

/**
 * Fills a demo: six people without passwords in the queues, then sample leads by the ordinary way, through journal and rules.
 * What is there already stays as it is.
 * @throws {CrmError} SOURCE_UNKNOWN when the plugin `source-sample` is not loaded.
 */
export async function seedDemo(engine: Engine, { leads = 240 }: { leads?: number } = {}): Promise<DemoSeeded> {
  if (!engine.registry.leadSources.has('sample'))
    throw new CrmError('SOURCE_UNKNOWN', 'The plugin "source-sample" is not loaded, so there are no sample leads.')
  const users = await addPeople(engine)
  const submissions = await captureSamples(engine, leads)
  while ((await decideWaiting(engine)) > 0);
  return { users, submissions }
}

async function addPeople(engine: Engine): Promise<number> {
  const known = new Set(engine.rules().queues.map(({ id }) => id))
  let added = 0
  for (const { queues, ...user } of PEOPLE) {
    if (await engine.store.access.userByEmail(user.email)) continue
    await addUser(engine, { actor: SYSTEM, user, queues: queues.filter((queue) => known.has(queue)) })
    added += 1
  }
  return added
}

async function captureSamples(engine: Engine, leads: number): Promise<number> {
  const body = new TextEncoder().encode(JSON.stringify({ leads }))
  const raw = { channel: 'demo', contentType: 'application/json', headers: {}, query: {}, body }
  const captured = await capture(engine, { source: 'sample', raw })
  if (isRefusal(captured)) throw new CrmError('SOURCE_REFUSED', captured.refused)
  return captured.submissions.filter(({ status }) => status === 'new').length
}

const PEOPLE: readonly (NewUser & { readonly queues: readonly string[] })[] = [
  {
    name: 'سارا احمدی',
    email: 'sara.ahmadi@example.ir',
    role: 'manager',
    language: 'fa',
    calendar: 'jalali',
    queues: ['enterprise', 'duty-desk'],
  },
  {
    name: 'رضا کریمی',
    email: 'reza.karimi@example.ir',
    role: 'rep',
    language: 'fa',
    calendar: 'jalali',
    territories: ['tehran', 'alborz', 'gilan'],
    queues: ['inbound', 'nurture', 'duty-desk'],
  },
  {
    name: 'مینا حسینی',
    email: 'mina.hosseini@example.ir',
    role: 'rep',
    language: 'fa',
    calendar: 'jalali',
    territories: ['isfahan', 'fars', 'yazd', 'kerman'],
    queues: ['inbound', 'nurture'],
  },
  {
    name: 'آرش نوری',
    email: 'arash.nouri@example.ir',
    role: 'rep',
    language: 'fa',
    calendar: 'jalali',
    territories: ['khorasan-razavi', 'east-azerbaijan', 'khuzestan'],
    weight: 2,
    queues: ['inbound', 'nurture', 'enterprise'],
  },
  {
    name: 'Emma Clarke',
    email: 'emma.clarke@example.com',
    role: 'rep',
    language: 'en',
    calendar: 'gregorian',
    queues: ['inbound', 'enterprise', 'duty-desk'],
  },
  {
    name: 'Daniel Brandt',
    email: 'daniel.brandt@example.com',
    role: 'manager',
    language: 'en',
    calendar: 'gregorian',
    queues: ['enterprise'],
  },
]
