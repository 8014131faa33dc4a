import { CrmError } from '../errors.js'
import type { Awaitable } from '../plugin-api/index.js'
import { asPluginError, isStrike } from './as-plugin-error.js'
import { beforeLimit, isPromiseLike } from './before-limit.js'
import { readThrough } from './plain-data.js'
import type { PluginCall, PluginFailure, RegistryOptions } from './registry.js'

/** How a plugin is doing; the strikes are the instants of its latest failures. */
export interface PluginHealth {
  readonly offReason?: string
  readonly failures: number
  readonly lastFailure?: PluginFailure
  readonly strikes: readonly number[]
}

/** The one way to plugin code, and the switches that stand before it. */
export interface PluginCalls {
  call<T>(request: PluginCall, run: (signal: AbortSignal) => Awaitable<T>): Promise<T>
  /** Calls a plugin that is off as well: what was started must be stopped. */
  callEvenOff<T>(request: PluginCall, run: (signal: AbortSignal) => Awaitable<T>): Promise<T>
  health(plugin: string): PluginHealth
  isOn(plugin: string): boolean
  switchOn(plugin: string): void
  switchOff(plugin: string, reason: string): void
}

/** Guards calls to the named plugins: a time limit for each, and off after repeated failures. */
export function guardPluginCalls(names: readonly string[], options: RegistryOptions = {}): PluginCalls {
  const { limitMs: usualLimitMs = 5_000, mostMs = Infinity, now = Date.now, onProblem } = options
  const healths = new Map<string, PluginHealth>(names.map((name) => [name, HEALTHY]))
  const spare = new Map<string, AbortController>()

  function health(plugin: string): PluginHealth {
    const found = healths.get(plugin)
    if (!found) throw new CrmError('PLUGIN_UNKNOWN', `There is no plugin "${plugin}".`, { details: { plugin } })
    return found
  }

  async function call<T>(request: PluginCall, run: (signal: AbortSignal) => Awaitable<T>): Promise<T> {
    const { offReason } = health(request.plugin)
    if (offReason !== undefined) throw switchedOff(request, offReason)
    return callEvenOff(request, run)
  }

  async function callEvenOff<T>(request: PluginCall, run: (signal: AbortSignal) => Awaitable<T>): Promise<T> {
    const abort = spare.get(request.plugin) ?? new AbortController()
    spare.delete(request.plugin)
    try {
      const answer = run(abort.signal)
      const limitMs = Math.min(request.limitMs ?? usualLimitMs, mostMs)
      // Who answered at once can no longer be stopped, so the next call takes over what would have stopped it.
      if (!isPromiseLike(answer)) spare.set(request.plugin, abort)
      const value = isPromiseLike(answer) ? await beforeLimit(answer, { limitMs, abort }) : answer
      readThrough(value)
      return value
    } catch (thrown) {
      throw countFailure(request, thrown)
    }
  }

  function countFailure(request: PluginCall, thrown: unknown): CrmError {
    const { plugin, where } = request
    const error = asPluginError(request, thrown)
    const failure = { at: now(), where, message: error.message }
    const after = afterFailure(health(plugin), { failure, strike: isStrike(thrown), options })
    healths.set(plugin, after)
    onProblem?.({ ...failure, plugin, code: error.code, switchedOff: after.offReason !== undefined, cause: thrown })
    return error
  }

  return Object.freeze({
    call,
    callEvenOff,
    health,
    isOn: (plugin) => health(plugin).offReason === undefined,
    switchOn(plugin) {
      health(plugin)
      healths.set(plugin, HEALTHY)
    },
    switchOff(plugin, offReason) {
      healths.set(plugin, { ...health(plugin), offReason })
    },
  } satisfies PluginCalls)
}

const HEALTHY: PluginHealth = Object.freeze({ failures: 0, strikes: [] })

function afterFailure(
  health: PluginHealth,
  { failure, strike, options }: { failure: PluginFailure; strike: boolean; options: RegistryOptions },
): PluginHealth {
  const { strikes: allowed = 3, strikeWindowMs = 60_000 } = options
  const recent = health.strikes.filter((at) => at > failure.at - strikeWindowMs)
  const strikes = strike ? [...recent, failure.at] : recent
  const after = { ...health, failures: health.failures + 1, lastFailure: failure, strikes }
  if (after.offReason !== undefined || strikes.length < allowed) return after
  const seconds = Math.ceil(strikeWindowMs / 1_000)
  return { ...after, offReason: `It failed ${strikes.length} times within ${seconds} seconds. ${failure.message}` }
}

function switchedOff({ plugin, where }: PluginCall, reason: string): CrmError {
  return new CrmError('PLUGIN_SWITCHED_OFF', `Plugin "${plugin}" is off, so its ${where} was not called. ${reason}`, {
    details: { plugin, where, reason },
  })
}
