type Container = Readonly<Record<string, unknown>>

/** The same with a value at a path; what is missing on the way is made, a list where the key is a number. */
export function withPath<T>(value: T, [key, ...deeper]: readonly string[], given: unknown): T {
  if (key === undefined) return given as T
  const whole = isContainer(value) ? value : /^\d+$/.test(key) ? [] : {}
  const inner = withPath((whole as Container)[key], deeper, given)
  if (!Array.isArray(whole)) return { ...whole, [key]: inner } as T
  const list = [...(whole as readonly unknown[])]
  list[Number(key)] = inner
  return list as T
}

/** The same without what stands at a path; what holds nothing any more goes as well. */
export function withoutPath<T>(value: T, [key, ...deeper]: readonly string[]): T {
  if (key === undefined || !isContainer(value) || !Object.hasOwn(value, key)) return value
  const inner = deeper.length === 0 ? undefined : withoutPath((value as unknown as Container)[key], deeper)
  const isGone = inner === undefined || (isContainer(inner) && Object.keys(inner).length === 0)
  if (Array.isArray(value))
    return (isGone ? value.filter((_, index) => index !== Number(key)) : value.with(Number(key), inner)) as T
  const { [key]: _gone, ...rest } = value as unknown as Container
  return (isGone ? rest : { ...(value as unknown as Container), [key]: inner }) as T
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null
