import type { Crm } from '../../crm/crm.js'
import type { JsonSchema } from '../../model/fields.js'
import { textIn } from '../../model/text/localized-text.js'
import { packageVersion } from '../../package-root.js'
import { type ApiRoute, shape } from './api-route.js'
import { apiSchemas, describe, INCOMING, objectSchema } from './api-schemas.js'

/** An OpenAPI 3.1 document, as far as its readers here need to know. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>>; readonly securitySchemes: JsonSchema }
  readonly security: readonly JsonSchema[]
}

export interface OpenApiOperation {
  readonly summary: string
  readonly description: string
  readonly parameters: readonly JsonSchema[]
  readonly requestBody?: JsonSchema
  readonly responses: Readonly<Record<string, JsonSchema>>
}

/** Describes the API of this deployment, its own fields included. */
export function openApi(routes: readonly ApiRoute[], crm: Crm): OpenApiDocument {
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: textIn(crm.deployment.config.title, 'en'),
      version: packageVersion(),
      description: 'Leads in and out. Instants are ISO 8601 texts; milliseconds since 1970 are accepted as well.',
    },
    paths,
    components: { schemas: apiSchemas(crm), securitySchemes: { key: { type: 'http', scheme: 'bearer', bearerFormat: 'lk_…' } } },
    security: [{ key: [] }],
  }
}

function operation(route: ApiRoute): OpenApiOperation {
  const { summary, description, permission, answer, refusals = [] } = route
  const takesInput = route.query || route.body || route.rawBody
  const codes = [401, 403, 429, ...(takesInput ? [400, 422] : []), ...(hasBody(route) ? [413, 415] : []), ...refusals]
  const bodySchema = route.rawBody ?? (route.body ? objectSchema(route.body, INCOMING) : undefined)
  return {
    summary,
    description: [description, permission && `Needs the permission \`${permission}\`.`].filter(Boolean).join(' '),
    parameters: parameters(route),
    ...(bodySchema ? { requestBody: { required: true, content: json(bodySchema) } } : {}),
    responses: Object.fromEntries([
      [String(answer.status), { description: answer.description, content: json(answer.schema) }],
      ...[...new Set(codes)]
        .sort()
        .map((code) => [String(code), { description: WORDS[code] ?? 'Refused.', content: json(shape('error')) }]),
    ]),
  }
}

const hasBody = ({ body, rawBody }: ApiRoute): boolean => body !== undefined || rawBody !== undefined
const json = (schema: JsonSchema) => ({ 'application/json': { schema } })

function parameters({ path, query = {}, permission }: ApiRoute): readonly JsonSchema[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, field]) => ({
    name,
    in: 'query',
    required: field.required ?? false,
    ...describe(field.description),
    schema: INCOMING(field),
  }))
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } }
  return [...inPath, ...inQuery, ...(permission === 'capture' ? [key] : [])]
}

const WORDS: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be read.',
  401: 'No key, or one that is not known.',
  403: 'The key lacks the permission.',
  404: 'There is nothing of that id.',
  409: 'Somebody was faster, or the idempotency key was used with other content.',
  413: 'The body is larger than 256 KB.',
  415: 'The body is not JSON.',
  422: 'A value cannot be used; the error names it.',
  429: 'Too many requests; wait as long as Retry-After says.',
  503: 'Nothing was written; send it again as it is.',
}
