import { describe, expect, test } from 'vitest'
import { isRefusal, type LeadInput, type LeadSource, type PluginContext } from '../../plugin-api/index.js'
import { deepFreeze } from '../../registry/index.js'
import { expectWellDeclared } from './expect-well-declared.js'
import { recordingContext } from './recording-context.js'

/** What every lead source promises; the first test of a new one. `payload` is one that it can read. */
export function testLeadSource({
  source,
  payload,
  channel = 'test',
  contextFor = () => recordingContext(),
}: {
  source: LeadSource
  payload: unknown
  channel?: string
  contextFor?: () => PluginContext
}): void {
  const parse = async (given: unknown): Promise<readonly LeadInput[]> => {
    const parsed = await source.parse(deepFreeze(given), { ...contextFor(), channel })
    return Array.isArray(parsed) ? (parsed as readonly LeadInput[]) : [parsed as LeadInput]
  }
  const raw = (body: string) => ({
    channel,
    contentType: 'application/json',
    headers: {},
    query: {},
    body: new TextEncoder().encode(body),
  })

  describe('as every lead source', () => {
    test('it says what it is', () => expectWellDeclared({ label: source.label, params: source.payload ?? {} }))

    test('it reads leads out of a payload', async () => {
      const inputs = await parse(payload)
      expect(inputs.length).toBeGreaterThan(0)
      for (const { values } of inputs) expect(typeof values).toBe('object')
    })

    test('what it reads is plain data that the journal could keep', async () => {
      const inputs = await parse(payload)
      expect(structuredClone(inputs)).toEqual(inputs)
    })

    test('it reads the same twice, so that a submission can be replayed', async () => {
      expect(await parse(payload)).toEqual(await parse(payload))
    })

    test.each([[null], [undefined], [0], [''], ['a text'], [[]], [{}], [{ values: 7 }], [{ __proto__: null }]])(
      'it reads %j or throws an error, and never hangs',
      async (malformed) => {
        const answer = await parse(malformed).catch((thrown: unknown) => thrown)
        expect(Array.isArray(answer) || answer instanceof Error).toBe(true)
      },
    )

    test.each(['', '{', 'null', '[]', '{"__proto__":{"admin":true}}', '\u0000'])(
      'at the door it takes or refuses the body %j',
      async (body) => {
        if (!source.accept) return
        const answer = await source.accept(raw(body), contextFor())
        expect(isRefusal(answer) || Array.isArray(answer)).toBe(true)
        expect(({} as { admin?: unknown }).admin).toBeUndefined()
      },
    )
  })
}
