import type { Text } from '../model/text/localized-text.js'
import type { Awaitable } from './awaitable.js'
import type { PluginContext } from './context.js'

/** A part of an admin page: data only, so that every page looks alike and nothing is ever unescaped. */
export type PageSection =
  | { readonly heading?: Text; readonly text: Text }
  | { readonly heading?: Text; readonly figures: readonly { readonly label: Text; readonly value: string | number }[] }
  | { readonly heading?: Text; readonly columns: readonly Text[]; readonly rows: readonly (readonly (string | number)[])[] }

/** A page that a plugin adds under its own name. */
export interface AdminPage {
  readonly title: Text
  load(context: PluginContext): Awaitable<readonly PageSection[]>
}
