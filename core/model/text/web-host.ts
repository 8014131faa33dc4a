/**
 * The host of a web address without its `www.`, for comparing; `undefined` where it is none.
 * @example webHost('https://www.Example.ir/about') // 'example.ir'
 */
export function webHost(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  return new URL(address).hostname.replace(/^www\./, '') || undefined
}
