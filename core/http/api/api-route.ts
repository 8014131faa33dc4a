import type { Context } from 'hono'
import type { Actor, Permission } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import type { Fields, JsonSchema } from '../../model/fields.js'
import type { HttpEnv } from '../http-env.js'

/** One address of the API, said once: the handler, the checks of what comes in, and the documentation follow from it. */
export interface ApiRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Parameters with a colon: `/api/leads/:id`. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** What the operation behind it asks for; nothing where people ask about themselves. */
  readonly permission?: Permission
  readonly query?: Fields
  /** Fields of the JSON body. */
  readonly body?: Fields
  /** A body whose content the handler's source reads for itself. */
  readonly rawBody?: JsonSchema
  /** What a good answer holds. */
  readonly answer: { readonly status: 200 | 201 | 202; readonly description: string; readonly schema: JsonSchema }
  /** Codes it can answer beside those that every route can. */
  readonly refusals?: readonly number[]
  handle(request: ApiRequest): Promise<unknown>
}

/** A request that passed the checks of its route. */
export interface ApiRequest {
  readonly crm: Crm
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>>
  readonly context: Context<HttpEnv>
}

/** A reference to a described shape, for example `shape('lead')`. */
export const shape = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** The name of the shape of a record that is to be made, for example `newAccount`. */
export const newShape = (entity: string): string => `new${entity.charAt(0).toUpperCase()}${entity.slice(1)}`

/** A list of one shape under its name, with the cursor of the following page. */
export const pageOf = (name: string, entry: JsonSchema): JsonSchema => ({
  type: 'object',
  required: [name],
  properties: { [name]: { type: 'array', items: entry }, next: { type: 'string', description: 'Hand back as `after`.' } },
})
