export type LinkParams = Readonly<Record<string, string | number | undefined>>

/**
 * Writes an address with its parameters; empty ones are left out.
 * @example pageLink('/leads', { status: 'new', q: '' }) // '/leads?status=new'
 */
export function pageLink(path: string, params: LinkParams): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '')
  if (given.length === 0) return path
  return `${path}?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()}`
}
