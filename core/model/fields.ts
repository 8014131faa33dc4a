import type { Money } from './money.js'
import type { Text } from './text/localized-text.js'

/** The kinds of value a field can hold; they are the usual ones of a CRM. */
export type FieldType = keyof ValueOfType

interface ValueOfType {
  /** One line of text. */
  string: string
  /** Several lines of text. */
  text: string
  integer: number
  number: number
  money: Money
  boolean: boolean
  /** A day, as `YYYY-MM-DD`. */
  date: string
  /** An instant, in milliseconds since 1970 UTC. */
  dateTime: number
  select: string
  multiSelect: readonly string[]
  phone: string
  email: string
  url: string
  /** The id of a record of the entity named by `entity`. */
  reference: string
  /** Any JSON value; for parameters and traces, never for a field that people fill. */
  json: unknown
}

/** One choice of a `select`, with its label per language. */
export interface Option {
  readonly value: string
  readonly label: Text
}

/**
 * What a field is, said once: its TypeScript type, its JSON Schema, its form, its column and its documentation follow.
 * The same declaration serves core entities, custom fields of a deployment, and the options and parameters of plugins.
 */
export interface FieldDeclaration {
  readonly type: FieldType
  readonly label?: Text
  readonly description?: Text
  readonly required?: boolean
  /** Taken where no value is given; makes the field always present for whoever reads it. */
  readonly default?: unknown
  readonly oneOf?: readonly (string | Option)[]
  /** The entity a `reference` points to. */
  readonly entity?: string
  /** Limits of a number; for money, of the amount in minor units. */
  readonly min?: number
  readonly max?: number
  readonly maxLength?: number
  /** Folded into the search column of its record. */
  readonly searchable?: boolean
  readonly unique?: boolean
  /** Gets an index, for filters and sorting over many records. */
  readonly indexed?: boolean
  /** Says something of a person: export and erase of that person reach it. */
  readonly personal?: boolean
  /** Set by the system alone: no form, import, key or mapping can write it. */
  readonly system?: boolean
  /** Can be written, is never shown again. */
  readonly secret?: boolean
  /** For `json`: what the value must look like. */
  readonly schema?: JsonSchema
  /** For a parameter that is a text: what the text names, so that rule files are checked for it. */
  readonly format?: TextFormat
}

/**
 * What a text in the parameters of a rule stands for.
 * `duration`: ISO 8601 of weeks to seconds, such as `PT5M`. `field`: a field of the lead that can be written. `queue`: a queue.
 * `assignee`: `owner`, `queue:<name>` or a user's id. `recipient`: the same, or `managers`.
 */
export type TextFormat = 'duration' | 'field' | 'mail' | 'queue' | 'sequence' | 'status' | 'assignee' | 'recipient'

/** Field declarations by name; a name is camelCase, so that its column name is unambiguous. */
export type Fields = Readonly<Record<string, FieldDeclaration>>

/** A JSON Schema (draft 7). */
export type JsonSchema = Readonly<Record<string, unknown>>

type OptionValue<O> = O extends { readonly value: infer V } ? V : O

/** The value that a declaration promises: its options as a union of literals, otherwise the type's own. */
export type ValueOf<D extends FieldDeclaration> = D extends { readonly oneOf: readonly (infer O)[] }
  ? D['type'] extends 'multiSelect'
    ? readonly OptionValue<O>[]
    : OptionValue<O>
  : ValueOfType[D['type']]

type AlwaysThere = { readonly required: true } | { readonly default: {} }
type Simplify<T> = { readonly [K in keyof T]: T[K] }

/**
 * The record that a set of declarations describes: required and defaulted fields are present, others may be absent.
 * @example ValuesOf<{ tier: { type: 'string'; oneOf: ['smb', 'enterprise']; required: true } }> // { tier: 'smb' | 'enterprise' }
 */
export type ValuesOf<F extends Fields> = Simplify<
  { [K in keyof F as F[K] extends AlwaysThere ? K : never]: ValueOf<F[K]> } & {
    [K in keyof F as F[K] extends AlwaysThere ? never : K]?: ValueOf<F[K]>
  }
>

/** Keeps the literals of a declaration, so that `ValuesOf` can read them. */
export const defineFields = <const F extends Fields>(fields: F): F => fields

/** The values a field allows, in the order they are shown; empty when it has no fixed list. */
export function optionsOf(field: FieldDeclaration): readonly Option[] {
  return (field.oneOf ?? []).map((option) => (typeof option === 'string' ? { value: option, label: option } : option))
}

export const FIELD_NAME = /^[a-z][a-zA-Z0-9]{0,40}$/
