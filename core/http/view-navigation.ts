import type { Permission } from '../access/index.js'
import type { PageRequest } from './renderer.js'

/** A place in the side navigation. */
export interface NavigationItem {
  readonly path: string
  /** Name of a drawing in assets/icons.svg, and the key of its words in `shell.nav`. */
  readonly id: string
  /** Places that belong together, and the key of their words in `shell.navGroup`. */
  readonly group: NavigationGroup
  readonly current: boolean
}

const GROUPS = ['work', 'customers', 'insight', 'system'] as const
type NavigationGroup = (typeof GROUPS)[number]

interface Place {
  readonly path: string
  readonly id: string
  /** One of these is enough. */
  readonly needs: Permission | readonly Permission[]
  readonly group: NavigationGroup
}

const PLACES: readonly Place[] = [
  { path: '/', id: 'today', needs: 'lead:read', group: 'work' },
  { path: '/tasks', id: 'tasks', needs: ['lead:read', 'task:write'], group: 'work' },
  { path: '/leads', id: 'leads', needs: 'lead:read', group: 'work' },
  { path: '/queues', id: 'queues', needs: 'lead:read', group: 'work' },
  { path: '/duplicates', id: 'duplicates', needs: 'lead:read', group: 'work' },
  { path: '/segments', id: 'segments', needs: 'lead:read', group: 'work' },
  { path: '/opportunities', id: 'opportunities', needs: 'opportunity:read', group: 'work' },
  { path: '/calendar', id: 'calendar', needs: 'lead:read', group: 'work' },
  { path: '/contacts', id: 'contacts', needs: 'contact:read', group: 'customers' },
  { path: '/accounts', id: 'accounts', needs: 'account:read', group: 'customers' },
  { path: '/products', id: 'products', needs: 'product:read', group: 'customers' },
  { path: '/documents', id: 'documents', needs: 'document:read', group: 'customers' },
  { path: '/sequences', id: 'sequences', needs: 'sequence:read', group: 'work' },
  { path: '/reports', id: 'reports', needs: 'report:run', group: 'insight' },
  { path: '/campaigns', id: 'campaigns', needs: 'campaign:read', group: 'insight' },
  { path: '/rules', id: 'rules', needs: 'rule:read', group: 'system' },
  { path: '/channels', id: 'channels', needs: 'journal:read', group: 'system' },
  { path: '/changes', id: 'changes', needs: 'lead:read', group: 'system' },
  { path: '/journal', id: 'journal', needs: 'journal:read', group: 'system' },
  { path: '/imports', id: 'imports', needs: 'import:run', group: 'system' },
  { path: '/plugins', id: 'plugins', needs: 'plugin:read', group: 'system' },
  { path: '/users', id: 'users', needs: 'user:read', group: 'system' },
  { path: '/teams', id: 'teams', needs: 'user:read', group: 'system' },
  { path: '/effects', id: 'effects', needs: 'outbox:read', group: 'system' },
  { path: '/privacy', id: 'privacy', needs: 'privacy:export', group: 'system' },
  { path: '/webhooks', id: 'webhooks', needs: 'webhook:read', group: 'system' },
]

/** The places this person may go to, group by group, with the one they are at. */
export function navigationFor({ may, path }: Pick<PageRequest, 'may' | 'path'>): readonly NavigationItem[] {
  if (!may) return []
  const inOrder = PLACES.toSorted((one, other) => GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group))
  return inOrder
    .filter(({ needs }) => [needs].flat().some(may))
    .map(({ path: place, id, group }) => ({
      path: place,
      id,
      group,
      current: place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`),
    }))
}
