import type { JSONPath } from 'jsonc-parser'
import type { Conditions } from '../../../model/conditions.js'
import type { SourceFile } from '../../files/source-file.js'

/** A named condition, and where it stands. */
export interface NamedPlace {
  readonly source: SourceFile
  readonly path: JSONPath
  readonly id: string
  readonly conditions: Conditions
}

/** Every named condition of the files. */
export function namedPlaces(files: readonly SourceFile[]): readonly NamedPlace[] {
  return files.flatMap((source) => {
    if (source.kind !== 'conditions') return []
    const { conditions } = source.value as {
      readonly conditions: readonly { readonly id: string; readonly conditions: Conditions }[]
    }
    return conditions.map(({ id, conditions: meaning }, index) => ({
      source,
      path: ['conditions', index, 'conditions'],
      id,
      conditions: meaning,
    }))
  })
}
