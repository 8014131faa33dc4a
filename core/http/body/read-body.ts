import type { Context } from 'hono'
import { CrmError } from '../../errors.js'
import type { HttpEnv } from '../http-env.js'
import { type BodyLimits, FORM_LIMITS, MESSAGE_LIMITS } from './body-limits.js'
import { type BodyType, bodyType } from './content-type.js'
import { type FormValues, parseForm } from './parse-form.js'
import { parseJson } from './parse-json.js'
import { readBytes } from './read-bytes.js'

/** A body that passed every check: as it came, and as it reads. */
export interface ReadBody {
  readonly type: BodyType
  readonly bytes: Uint8Array
  readonly value: unknown
}

/**
 * The one way from a request to its body, for every handler.
 * @throws {CrmError} BODY_TOO_LARGE, BODY_TYPE_UNSUPPORTED, BODY_ENCODING_UNSUPPORTED, BODY_MALFORMED, BODY_TOO_COMPLEX, BODY_KEY_FORBIDDEN.
 */
export async function readBody(
  c: Context<HttpEnv>,
  { accepted, limits }: { accepted: readonly BodyType[]; limits: BodyLimits },
): Promise<ReadBody> {
  const type = bodyType(c.req.header('content-type'), accepted)
  const bytes = await readOnce(c.req.raw, limits.bytes)
  const text = decodeText(bytes)
  return { type, bytes, value: type === 'application/json' ? parseJson(text, limits) : parseForm(text, limits) }
}

/** The fields of a form that a page of ours sent. */
export async function readForm(c: Context<HttpEnv>): Promise<FormValues> {
  const body = await readBody(c, { accepted: ['application/x-www-form-urlencoded'], limits: FORM_LIMITS })
  return body.value as FormValues
}

/** What a script or an integration sent as JSON. */
export async function readJson(c: Context<HttpEnv>): Promise<unknown> {
  return (await readBody(c, { accepted: ['application/json'], limits: MESSAGE_LIMITS })).value
}

/** A guard looks into a form before its handler does, and a stream can be read once only. */
const alreadyRead = new WeakMap<Request, Promise<Uint8Array>>()

function readOnce(request: Request, limit: number): Promise<Uint8Array> {
  const before = alreadyRead.get(request)
  if (before) return before
  const reading = readBytes(request, limit)
  alreadyRead.set(request, reading)
  return reading
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new CrmError('BODY_MALFORMED', 'The body is not text in UTF-8.', { cause })
  }
}
