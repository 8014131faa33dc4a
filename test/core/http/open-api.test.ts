import { describe, expect, test } from 'vitest'
import { PERMISSIONS } from '../../../core/access/index.js'
import { API_ROUTES } from '../../../core/http/api/api-routes.js'
import { createApp, createRenderer } from '../../../core/http/index.js'
import { packageRoot } from '../../../core/package-root.js'
import { addTestUser, apiKey, signIn, useServedCrm } from './served-crm.js'

interface Document {
  readonly paths: Record<
    string,
    Record<string, { responses: Record<string, unknown>; parameters: { name: string; in: string }[] }>
  >
  readonly components: { readonly schemas: Record<string, { properties?: Record<string, unknown> }> }
}

/** What only somebody who is signed in can ask, or what needs somebody to ask about. */
const OF_PEOPLE = new Set(['/api/v1/me', '/api/privacy/person', '/api/v1/consents'])

describe('the description of the API', () => {
  const served = useServedCrm()

  async function document(): Promise<Document> {
    const answer = await served.fetch('/api/openapi.json', { headers: await apiKey(served.crm, ['lead:read']) })
    return (await answer.json()) as Document
  }

  test('names every route there is, and no other', async () => {
    const app = createApp({ crm: served.crm, renderer: createRenderer({ folder: `${packageRoot()}/templates` }) })
    const routed = app.routes
      .filter(({ path, method }) => path.startsWith('/api/') && method !== 'ALL' && path !== '/api/docs')
      .map(({ path, method }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const { paths } = await document()
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((name) => `${name.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual([...new Set(routed)].sort())
    expect(described.length).toBeGreaterThan(12)
  })

  test('names every parameter of an address', async () => {
    const { paths } = await document()
    for (const [path, methods] of Object.entries(paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const { parameters } of Object.values(methods)) {
        expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(inPath)
      }
    }
  })

  test('refers only to shapes that it holds', async () => {
    const whole = await document()
    const referred = [...JSON.stringify(whole).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name)
    expect(referred.length).toBeGreaterThan(0)
    expect([...new Set(referred)].filter((name) => !(String(name) in whole.components.schemas))).toEqual([])
  })

  test('promises only answers that come', async () => {
    const { paths } = await document()
    const key = await apiKey(served.crm, PERMISSIONS)
    for (const { method, path, answer } of API_ROUTES.filter(
      (route) => route.method === 'get' && !route.path.includes(':') && !OF_PEOPLE.has(route.path),
    )) {
      const { status } = await served.fetch(path, { headers: key })
      expect([method, path, status]).toEqual([method, path, answer.status])
      expect(Object.keys(paths[path]?.['get']?.responses ?? {})).toContain(String(status))
    }
  })

  test('knows the fields of the deployment, with instants as text', async () => {
    const { components } = await document()
    const { properties = {} } = components.schemas['lead'] ?? {}
    expect(Object.keys(properties).sort()).toEqual(
      [...Object.keys(served.crm.fields.lead), 'responseState', 'secondsLeft'].sort(),
    )
    expect(properties['createdAt']).toMatchObject({ type: 'string', format: 'date-time' })
  })

  test('is a readable page for who is signed in, in both languages', async () => {
    expect((await served.fetch('/api/docs')).headers.get('location')).toBe('/sign-in?return=%2Fapi%2Fdocs')
    for (const language of ['en', 'fa']) {
      const { cookie } = await signIn(served, await addTestUser(served.crm, { language }))
      const html = await (await served.fetch('/api/docs', { headers: { cookie } })).text()
      expect(html).toContain(`lang="${language}"`)
      for (const { summary, path } of API_ROUTES) {
        expect(html).toContain(path.replace(/:(\w+)/g, '{$1}'))
        expect(html).toContain(summary)
      }
      expect(html).not.toMatch(/>(api|shell|auth)\.[a-zA-Z.]+</)
    }
  })
})
