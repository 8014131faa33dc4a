/**
 * Reads what an object or list holds under a name of its own. What it inherits does not count, and a name that leads
 * to a prototype finds nothing even where foreign JSON made it an own one.
 */
export function ownValue(holder: unknown, name: string | number): unknown {
  if (typeof holder !== 'object' || holder === null || FORBIDDEN.has(String(name))) return undefined
  return Object.hasOwn(holder, name) ? (holder as Readonly<Record<string | number, unknown>>)[name] : undefined
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
