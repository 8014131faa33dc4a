import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { Crm } from '../../../core/crm/crm.js'
import { openCrm } from '../../../core/crm/open-crm.js'
import { readDeployment } from '../../../core/deployment/index.js'
import { adminRoutes } from '../../../core/http/admin/admin-routes.js'
import {
  type AppOptions,
  createApp,
  createRenderer,
  createSetupToken,
  hashPassword,
  type Served,
  serve,
} from '../../../core/http/index.js'
import { addUser, createApiKey, type NewUser } from '../../../core/operations/index.js'
import { packageRoot } from '../../../core/package-root.js'

/** A CRM of its own, on a SQLite file, behind a real server. */
export interface ServedCrm {
  readonly crm: Crm
  readonly url: string
  readonly served: Served
  /** Opens `/setup`; its token is in there. */
  readonly setupPath: string
  /** Moves the clock of sessions, throttle and tokens. */
  pass(ms: number): void
  fetch(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

export const PASSWORD = 'four quiet green lamps'
const NO_LIMITS = { capturesPerMinute: Number.POSITIVE_INFINITY, keyRequestsPer10s: Number.POSITIVE_INFINITY }

interface ServeRequest {
  readonly config?: object
  readonly limits?: AppOptions['limits']
  /** A database other than a SQLite file of its own. */
  readonly database?: string
  /** Files of the deployment's own layer beside the usual ones, by path. */
  readonly files?: Readonly<Record<string, unknown>>
}

/** Starts a CRM for all tests of a file. */
export function useServedCrm(request: ServeRequest = {}): ServedCrm {
  const holder: { current?: ServedCrm } = {}
  beforeAll(async () => {
    holder.current = await serveCrm(request)
  })
  afterAll(() => holder.current?.stop())
  return new Proxy({} as ServedCrm, { get: (_, name) => Reflect.get(holder.current ?? {}, name) })
}

export async function serveCrm({ config = {}, limits = NO_LIMITS, database, files = {} }: ServeRequest = {}): Promise<ServedCrm> {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-http-'))
  await writeDeployment(folder, { config, files })
  let ahead = 0
  const now = () => Date.now() + ahead
  process.env['SARNAKH_SECRET_TEST_HOOK'] = 'hook-secret'
  const crm = await openCrm(await readDeployment({ folder, env: {}, ...(database ? { database } : {}) }), { now, log: () => {} })
  const setup = createSetupToken({ now })
  const renderer = createRenderer({ folder: join(packageRoot(), 'templates'), now })
  const app = createApp({ crm, renderer, admin: adminRoutes(), setup, limits })
  const served = await serve({ app, host: '127.0.0.1', port: 0 })
  return {
    crm,
    served,
    url: served.url,
    setupPath: setup.path,
    pass: (ms) => {
      ahead += ms
    },
    fetch: (path, init) => fetch(`${served.url}${path}`, { redirect: 'manual', ...init }),
    async stop() {
      await served.close(1_000)
      await crm.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function writeDeployment(
  folder: string,
  { config, files: more }: { config: object; files: Readonly<Record<string, unknown>> },
): Promise<void> {
  const files: Record<string, unknown> = {
    'sarnakh.json': { id: 'http-test', title: { en: 'Test', fa: 'آزمون' }, ...config },
    'rules/forms/framed.form.json': {
      ...ENVELOPE,
      kind: 'form',
      id: 'framed',
      title: { en: 'Framed', fa: 'قاب‌شده' },
      fields: [{ field: 'name', required: true }, { field: 'email' }],
      origins: ['https://shop.example'],
      redirects: ['https://shop.example/done'],
    },
    'rules/segments/reads-pars.segment.json': {
      ...ENVELOPE,
      kind: 'segment',
      id: 'reads-pars',
      title: { en: 'Pars', fa: 'پارس' },
      conditions: { all: [{ fact: 'lead', path: '$.company', operator: 'includesText', value: 'شرکت <پارس>' }] },
    },
    'rules/mappings/partner.mapping.json': {
      ...ENVELOPE,
      kind: 'mapping',
      id: 'partner',
      title: { en: 'Partner', fa: 'همکار' },
      reads: 'webhook',
      key: '$.id',
      fields: { name: '$.name', email: '$.email' },
      signature: { type: 'hmac', header: 'x-signature', algorithm: 'sha256', encoding: 'hex', secret: 'TEST_HOOK' },
    },
    ...more,
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), JSON.stringify(content))
  }
}

const ENVELOPE = { apiVersion: 'sarnakh/v1' }

/** Adds a user who can sign in with PASSWORD. */
export async function addTestUser(crm: Crm, user: Partial<NewUser> = {}): Promise<string> {
  const email = user.email ?? `user-${crm.newId()}@example.ir`
  passwordHash ??= hashPassword(PASSWORD)
  await addUser(crm, { actor: SYSTEM, user: { name: 'Sara', role: 'admin', ...user, email }, passwordHash: await passwordHash })
  return email
}

let passwordHash: Promise<string> | undefined

export async function apiKey(crm: Crm, scopes: readonly string[]): Promise<{ authorization: string }> {
  const { text } = await createApiKey(crm, { actor: SYSTEM, name: 'test', scopes })
  return { authorization: `Bearer ${text}` }
}

export const form = (values: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(values) })

/** Signs in and answers what a browser would then send, with the token of its pages. */
export async function signIn({ fetch }: ServedCrm, email: string): Promise<{ cookie: string; csrf: string }> {
  const answer = await fetch('/sign-in', form({ email, password: PASSWORD }))
  const cookie = cookiePair(answer)
  const page = await (await fetch('/leads', { headers: { cookie } })).text()
  return { cookie, csrf: /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '' }
}

/** `name=value` of the session cookie that an answer sets. */
export function cookiePair(answer: Response): string {
  return (
    answer.headers
      .getSetCookie()
      .find((cookie) => /^(__Host-)?sid=[^;]/.test(cookie))
      ?.split(';')[0] ?? ''
  )
}
