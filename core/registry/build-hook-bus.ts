import type { HookBus, Plugin } from '../plugin-api/index.js'
import { isPromiseLike } from './before-limit.js'
import type { PluginCalls } from './guard-plugin-calls.js'
import { type AnswerReader, leadReplacement, nothing, refusalOrNothing, replacement } from './hook-answers.js'
import { deepFreeze } from './plain-data.js'
import type { PluginProblem } from './registry.js'
import { type Tap, tapsByHook } from './taps-by-hook.js'

/** What the bus needs beside the plugins: the guarded way to their code, a clock, and somebody to tell. */
export interface HookBusOptions {
  readonly calls: PluginCalls
  now(): number
  onProblem?(problem: PluginProblem): void
}

/** Builds the bus from plugins in their order. Handlers see frozen subjects; those of a plugin that is off are skipped. */
export function buildHookBus(plugins: readonly Plugin[], options: HookBusOptions): HookBus {
  const { calls } = options
  const taps = tapsByHook(plugins)
  const isListening = listeningNow(options)
  const tapsOf = (name: string): readonly Tap[] => taps.get(name) ?? []

  const ask = (tap: Tap, { subject, read }: { subject: unknown; read: AnswerReader }): Promise<unknown> =>
    calls.call({ plugin: tap.plugin, where: tap.where }, (signal) => {
      const answer = tap.handler(subject, { plugin: tap.plugin, signal })
      return isPromiseLike(answer) ? answer.then((later) => read(later, subject)) : read(answer, subject)
    })

  const bus = {
    async filter(name: string, value: unknown): Promise<unknown> {
      let subject = value
      const read = name === 'lead:normalise' ? leadReplacement : replacement
      for (const tap of tapsOf(name)) {
        if (isListening(tap)) subject = await ask(tap, { subject: deepFreeze(subject), read })
      }
      return subject
    },
    async guard(name: string, request: unknown): Promise<unknown> {
      for (const tap of tapsOf(name)) {
        const refusal = isListening(tap) ? await ask(tap, { subject: deepFreeze(request), read: refusalOrNothing }) : undefined
        if (refusal !== undefined) return refusal
      }
      return undefined
    },
    async emit(name: string, payload: unknown): Promise<void> {
      const listening = tapsOf(name).filter(isListening)
      await Promise.allSettled(listening.map((tap) => ask(tap, { subject: deepFreeze(payload), read: nothing })))
    },
    has: (name: string): boolean => tapsOf(name).some(({ plugin }) => calls.isOn(plugin)),
  }
  return Object.freeze(bus) as HookBus
}

/** Tells whether a tap's plugin is on; that one is skipped is said once for each time the plugin goes off. */
function listeningNow({ calls, now, onProblem }: HookBusOptions): (tap: Tap) => boolean {
  const told = new Set<Tap>()
  return (tap) => {
    const { offReason } = calls.health(tap.plugin)
    if (offReason === undefined) {
      told.delete(tap)
      return true
    }
    if (!told.has(tap)) {
      const { plugin, where } = tap
      const message = `Plugin "${plugin}" is off, so its ${where} is skipped. ${offReason}`
      onProblem?.({ plugin, where, message, at: now(), code: 'PLUGIN_SWITCHED_OFF', switchedOff: true })
      told.add(tap)
    }
    return false
  }
}
