import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { TRACKING_SCRIPT } from '../../../../core/http/tracking/tracking-script.js'

interface Input {
  name: string
  value: string
}

/** Just enough of a browser: what was sent, what is stored, and one form that goes to us. */
function visit(href: string, { storage = new Map<string, string>(), navigator = {}, referrer = '' } = {}) {
  const sent: Record<string, string>[] = []
  const inputs: Input[] = []
  const form = { action: 'https://crm.example/forms/contact', elements: {}, appendChild: (input: Input) => inputs.push(input) }
  const window: Record<string, unknown> = {
    location: new URL(href),
    crypto: globalThis.crypto,
    localStorage: {
      getItem: (name: string) => storage.get(name) ?? null,
      setItem: (name: string, value: string) => storage.set(name, value),
      removeItem: (name: string) => storage.delete(name),
    },
  }
  const document = {
    ...{ currentScript: { src: 'https://crm.example/t.js' }, title: 'Page', referrer, createElement: () => ({}) },
    ...{ querySelectorAll: () => [form], addEventListener: () => undefined },
  }
  const sendBeacon = (_: string, body: URLSearchParams) => sent.push(Object.fromEntries(body))
  const world = {
    window,
    document,
    navigator: { sendBeacon, ...navigator },
    URL,
    URLSearchParams,
    Uint8Array,
    JSON,
    Object,
    String,
  }
  runInContext(TRACKING_SCRIPT, createContext(world))
  return { sent, inputs, storage, tell: window['sarnakh'] as (what: string, given?: object) => unknown }
}

test('nothing is sent and nothing kept before consent', () => {
  const { sent, storage, inputs } = visit('https://shop.example/?utm_source=x')
  expect([sent.length, storage.size, inputs.length]).toEqual([0, 0, 0])
})

test('after consent the view is told, and the marks of the first page go with forms of the next', () => {
  const first = visit('https://shop.example/?utm_source=insta&gclid=g', { referrer: 'https://www.instagram.com/' })
  first.tell('consent', { version: '2' })
  expect(first.sent).toMatchObject([{ c: '2', p: 'https://shop.example/?utm_source=insta&gclid=g', t: 'Page' }])
  expect(first.sent[0]?.k).toMatch(/^[0-9a-f]{32}$/)
  const next = visit('https://shop.example/contact', { storage: first.storage })
  expect(next.sent).toMatchObject([{ k: first.sent[0]?.k, p: 'https://shop.example/contact' }])
  expect(Object.fromEntries(next.inputs.map(({ name, value }) => [name, value]))).toEqual({
    _visitor: first.sent[0]?.k,
    utm_source: 'insta',
    gclid: 'g',
    _referrer: 'https://www.instagram.com/',
    _landing_page: 'https://shop.example/?utm_source=insta&gclid=g',
  })
})

test.each([{ doNotTrack: '1' }, { globalPrivacyControl: true }])(
  'a browser that says %o is not followed though somebody agrees',
  (navigator) => {
    const { sent, storage, tell } = visit('https://shop.example/', { navigator })
    tell('consent', { version: '2' })
    expect([sent.length, storage.size]).toEqual([0, 0])
  },
)

test('who takes it back is forgotten here and there', () => {
  const { sent, storage, tell } = visit('https://shop.example/')
  tell('consent', { version: '2' })
  const key = tell('visitor')
  tell('forget')
  expect(sent.at(-1)).toEqual({ k: key, forget: '1' })
  expect(storage.size).toBe(0)
})
