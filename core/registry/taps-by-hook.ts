import type { HookContext, Plugin } from '../plugin-api/index.js'

/** One handler at its place in a hook. */
export interface Tap {
  readonly plugin: string
  /** For messages. */
  readonly where: string
  handler(subject: unknown, context: HookContext): unknown
}

/** Sorts all handlers by hook: `pre`, plain, `post`, and in each the order of the plugins. */
export function tapsByHook(plugins: readonly Plugin[]): ReadonlyMap<string, readonly Tap[]> {
  const placed = plugins.flatMap(({ name, hooks = {} }) =>
    Object.entries(hooks).map(([hook, tap]) => ({ hook, ...placedTap(tap), plugin: name, where: `hook "${hook}"` })),
  )
  const byHook = new Map<string, readonly Tap[]>()
  for (const order of ORDERS) {
    for (const tap of placed) {
      if (tap.order === order) byHook.set(tap.hook, [...(byHook.get(tap.hook) ?? []), tap])
    }
  }
  return byHook
}

const ORDERS = ['pre', 'plain', 'post'] as const
type Order = (typeof ORDERS)[number]
type Handler = Tap['handler']

/** Handlers are typed by their hook; under one roof they are only called, each with the subject of its own hook. */
function placedTap(tap: unknown): { readonly order: Order; readonly handler: Handler } {
  if (typeof tap === 'function') return { order: 'plain', handler: tap as Handler }
  return tap as { order: 'pre' | 'post'; handler: Handler }
}
