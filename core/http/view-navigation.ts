import { can, type Permission, ROLES } from '../access/index.js'
import type { PageRequest } from './renderer.js'

/** A place in the side navigation. */
export interface NavigationItem {
  readonly path: string
  /** Name of a drawing in assets/icons.svg, and the key of its words in `shell.nav`. */
  readonly id: string
  readonly current: boolean
}

const PLACES: readonly { readonly path: string; readonly id: string; readonly needs: Permission }[] = [
  { path: '/', id: 'today', needs: 'lead:read' },
  { path: '/leads', id: 'leads', needs: 'lead:read' },
  { path: '/reports', id: 'reports', needs: 'report:run' },
  { path: '/rules', id: 'rules', needs: 'rule:read' },
  { path: '/journal', id: 'journal', needs: 'journal:read' },
  { path: '/plugins', id: 'plugins', needs: 'plugin:read' },
  { path: '/users', id: 'users', needs: 'user:read' },
]

/** The places this person may go to, with the one they are at. */
export function navigationFor({ user, path }: Pick<PageRequest, 'user' | 'path'>): readonly NavigationItem[] {
  const role = ROLES.find((each) => each === user?.role)
  if (!user || !role) return []
  return PLACES.filter(({ needs }) => can({ kind: 'user', id: user.id, role }, needs)).map(({ path: place, id }) => ({
    path: place,
    id,
    current: place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`),
  }))
}
