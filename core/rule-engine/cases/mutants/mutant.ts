import type { JSONPath } from 'jsonc-parser'
import type { SourceFile } from '../../files/source-file.js'

/** A change of one place in a file's content; without `to` the place is taken out. */
export interface Edit {
  readonly path: JSONPath
  readonly to?: unknown
}

/** What was changed, for telling people. */
export type Change =
  | { readonly kind: 'value'; readonly key: string; readonly from: unknown; readonly to: unknown }
  | { readonly kind: 'operator'; readonly from: string; readonly to: string }
  | { readonly kind: 'dropped'; readonly what: unknown }
  | { readonly kind: 'group'; readonly from: string; readonly to: string }
  | { readonly kind: 'affirmed'; readonly what: unknown }

/** A change before it is known to which file it belongs. */
export interface Alteration {
  readonly edit: Edit
  readonly change: Change
  /** The place that people are shown. */
  readonly at: JSONPath
}

/** A rule file with one small mistake in it: cases that are worth their salt fail. */
export interface Mutant extends Alteration {
  readonly source: SourceFile
  /** Rules that the change touches, `<file id>/<rule id>`. */
  readonly rules: readonly string[]
}

/** The file with the mistake in it; everything else in it stays the very same object. */
export function mutatedFile({ source, edit }: Pick<Mutant, 'source' | 'edit'>): SourceFile {
  return { ...source, value: edited(source.value, edit.path, edit) as SourceFile['value'] }
}

function edited(value: unknown, [key, ...rest]: JSONPath, edit: Edit): unknown {
  if (key === undefined) return edit.to
  const isRemoved = rest.length === 0 && !('to' in edit)
  if (Array.isArray(value))
    return value.flatMap((element: unknown, index) =>
      index !== key ? [element] : isRemoved ? [] : [edited(element, rest, edit)],
    )
  const object = { ...(value as Readonly<Record<string, unknown>>) }
  if (isRemoved) delete object[key]
  else object[key] = edited(object[key], rest, edit)
  return object
}
