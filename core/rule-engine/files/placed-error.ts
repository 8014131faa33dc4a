import type { ErrorObject } from 'ajv'
import type { JSONPath } from 'jsonc-parser'

/** An error of ajv with the place it speaks of as a path. */
export type PlacedError = ErrorObject & { readonly path: JSONPath }
