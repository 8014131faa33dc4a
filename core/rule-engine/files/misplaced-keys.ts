import type { PlacedError } from './placed-error.js'

/** A key that stands beside the object that lacks it: one mistake, of which a schema tells both ends. */
export interface MisplacedKey {
  readonly stray: PlacedError
  readonly lacking: PlacedError
  /** The key of the object in which it belongs. */
  readonly into: string
}

/** Finds keys that are not known where they stand and are missing one level further down. */
export function misplacedKeys(errors: readonly PlacedError[]): readonly MisplacedKey[] {
  const lacks = errors.filter(({ keyword }) => keyword === 'required')
  return errors.flatMap((stray): MisplacedKey[] => {
    if (stray.keyword !== 'additionalProperties') return []
    const lacking = lacks.find(({ instancePath, path, params }) => {
      const isBelow = path.length === stray.path.length + 1 && instancePath.startsWith(`${stray.instancePath}/`)
      return isBelow && params['missingProperty'] === stray.params['additionalProperty']
    })
    return lacking ? [{ stray, lacking, into: String(lacking.path.at(-1)) }] : []
  })
}
