import type { ActingContext, Plugin } from '../plugin-api/index.js'
import type { PluginCalls } from './guard-plugin-calls.js'

/** Starting and stopping of plugins that ask for it. */
export interface PluginLives {
  start(contextFor: ContextFor): Promise<void>
  /** Starts one whose start had failed or never came; nothing before the first `start` and where it runs already. */
  startAgain(plugin: Plugin): Promise<void>
  stop(): Promise<void>
}

export type ContextFor = (plugin: string, signal: AbortSignal) => ActingContext

/** Takes ordered plugins through their lives. What fails to start is switched off, with those that depend on it. */
export function pluginLives(plugins: readonly Plugin[], calls: PluginCalls): PluginLives {
  const running = new Set<Plugin>()
  let contextFor: ContextFor | undefined

  async function startOne(plugin: Plugin): Promise<void> {
    if (!contextFor || running.has(plugin)) return
    const context = contextFor
    const { name } = plugin
    try {
      await calls.call({ plugin: name, where: 'start' }, (signal) => plugin.start?.(context(name, signal)))
      running.add(plugin)
    } catch (error) {
      if (calls.isOn(name)) calls.switchOff(name, `It could not start. ${error instanceof Error ? error.message : ''}`)
    }
  }

  return {
    async start(given) {
      contextFor = given
      for (const plugin of plugins) {
        const needed = plugin.dependsOn?.find((name) => !calls.isOn(name))
        if (needed === undefined) await startOne(plugin)
        else calls.switchOff(plugin.name, `It depends on "${needed}", which is off.`)
      }
    },
    startAgain: startOne,
    async stop() {
      for (const plugin of plugins.filter((each) => running.has(each)).reverse()) {
        running.delete(plugin)
        await calls.callEvenOff({ plugin: plugin.name, where: 'stop' }, () => plugin.stop?.()).catch(() => undefined)
      }
    },
  }
}
