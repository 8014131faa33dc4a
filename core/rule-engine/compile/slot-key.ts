import { identityKey } from './identity-key.js'

/**
 * Names a fact with its parameters: `lead`, or `<fact>(<canonical params>)`. The order of keys makes no difference.
 * @example slotKey('activityCount', { type: 'call.outbound' }) // 'activityCount({"type":"call.outbound"})'
 */
export function slotKey(fact: string, params: Readonly<Record<string, unknown>> = {}): string {
  if (Object.keys(params).length > 0) return `${fact}(${identityKey(params)})`
  // An empty pair of brackets tells a name that has brackets of its own from one with parameters.
  return fact.includes('(') ? `${fact}()` : fact
}
