import { canonicalJson } from '../../model/canonical-json.js'

/**
 * Names a fact with its parameters: `lead`, or `<fact>(<canonical params>)`. The order of keys makes no difference.
 * @example slotKey('activityCount', { type: 'call.outbound' }) // 'activityCount({"type":"call.outbound"})'
 */
export function slotKey(fact: string, params: Readonly<Record<string, unknown>> = {}): string {
  return Object.keys(params).length === 0 ? fact : `${fact}(${canonicalJson(params)})`
}
