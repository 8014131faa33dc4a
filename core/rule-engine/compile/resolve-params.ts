import { pathReader } from './read-path.js'
import { isFactReference, type SlotTable } from './slot-table.js'

/** Gives an action its parameters for one lead. */
export type ParamsReader = (values: readonly unknown[]) => Readonly<Record<string, unknown>>

/** Prepares parameters in which `{ "fact", "path" }` may stand for a value at any depth. */
export function paramsReader(params: Readonly<Record<string, unknown>>, slots: SlotTable): ParamsReader {
  const entries = Object.entries(params).map(([name, value]) => [name, valueReader(value, slots)] as const)
  return (values) => Object.fromEntries(entries.flatMap(([name, read]) => present(name, read(values))))
}

/** A parameter whose fact has no value is left out, as if it had not been given. */
const present = (name: string, value: unknown) => (value === undefined ? [] : [[name, value] as const])

function valueReader(value: unknown, slots: SlotTable): (values: readonly unknown[]) => unknown {
  if (isFactReference(value)) {
    const slot = slots.indexOf(value.fact, value.params)
    const read = pathReader(value.path)
    return (values) => read(values[slot])
  }
  if (Array.isArray(value)) {
    const readers = value.map((element) => valueReader(element, slots))
    return (values) => readers.map((read) => read(values))
  }
  if (typeof value === 'object' && value !== null) return paramsReader({ ...value }, slots)
  return () => value
}
