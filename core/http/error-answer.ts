import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { asError, CrmError, ERROR_CODES, messageIn } from '../errors.js'
import { textIn } from '../model/text/localized-text.js'
import type { HttpEnv } from './http-env.js'
import { renderPage } from './render-page.js'

/** Answers whatever was thrown: its own status and words where it is ours to show, otherwise only the request id. */
export function answerError(thrown: unknown, c: Context<HttpEnv>): Response {
  const error =
    thrown instanceof CrmError ? thrown : new CrmError('INTERNAL', 'Something unexpected happened.', { cause: thrown })
  if (error.status >= 500) report(c, error)
  if (error.code === 'AUTH_REQUIRED' && !wantsJson(c) && c.req.method === 'GET') return toSignIn(c)
  const retryAfter = error.details['retryAfter'] ?? (error.status === 503 ? 5 : undefined)
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  if (error.code === 'AUTH_REQUIRED' || error.code === 'AUTH_KEY_INVALID') c.header('WWW-Authenticate', 'Bearer')
  if (error.code === 'BODY_TOO_LARGE') c.header('Connection', 'close')
  const status = error.status as ContentfulStatusCode
  return wantsJson(c) ? c.json({ error: errorBody(c, error) }, status) : c.html(errorPage(c, error), status)
}

/** Whether the other side is a program: by its address, by what it sent, or by what it asks for. */
export function wantsJson(c: Context<HttpEnv>): boolean {
  if (/^\/(api|hooks|healthz)(\/|$)/.test(c.req.path) && c.req.path !== '/api/docs') return true
  if (c.req.header('content-type')?.toLowerCase().startsWith('application/json')) return true
  const accept = c.req.header('accept') ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}

/** Details that say nothing of the machine or of other people's data. */
const SHOWN_DETAILS = [
  'field',
  'permission',
  'known',
  'accepted',
  'limit',
  'retryAfter',
  'problems',
  'allowed',
  'refusal',
] as const

function errorBody(c: Context<HttpEnv>, error: CrmError): object {
  const details = Object.fromEntries(
    SHOWN_DETAILS.flatMap((name) => (name in error.details ? [[name, error.details[name]]] : [])),
  )
  return {
    code: error.code,
    ...words(c, error),
    requestId: c.get('requestId'),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  }
}

function words(c: Context<HttpEnv>, error: CrmError): { message: string; hint: string } {
  const { language } = c.get('reader')
  const { title, hint } = ERROR_CODES[error.code]
  // A message that is English alone would stand in the middle of another language: the catalogue says it there.
  const message = (error.status < 500 ? messageIn(error, language) : undefined) ?? textIn(title, language)
  return { message, hint: textIn(hint, language) }
}

/** An error in one sentence or two for a person: what happened where that can be said in their language, otherwise what to do. */
export function errorText(error: CrmError, language: string): string {
  const { title, hint } = ERROR_CODES[error.code]
  const message = error.status < 500 ? messageIn(error, language) : undefined
  return message ?? `${textIn(title, language)} ${textIn(hint, language)}`
}

/** Without a template the words alone must do: the page that tells of an error may not fail itself. */
function errorPage(c: Context<HttpEnv>, error: CrmError): string {
  try {
    return fullErrorPage(c, error)
  } catch (cause) {
    c.get('crm').log('error', 'The page for an error could not be made.', { cause: asError(cause).message })
    return `<!doctype html><title>${error.status}</title><p>${ERROR_CODES[error.code].title.en}</p><p>${c.get('requestId')}</p>`
  }
}

function fullErrorPage(c: Context<HttpEnv>, error: CrmError): string {
  const { title, hint } = ERROR_CODES[error.code]
  const { language } = c.get('reader')
  const data = {
    status: error.status,
    heading: textIn(title, language),
    message: error.status >= 500 || language !== 'en' ? '' : error.message,
    hint: textIn(hint, language),
    requestId: c.get('requestId'),
  }
  return renderPage(c, { template: 'auth/error', title: 'auth.error.title', data })
}

function toSignIn(c: Context<HttpEnv>): Response {
  const { pathname, search } = new URL(c.req.url)
  const wanted = `${pathname}${search}`
  return c.redirect(wanted === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(wanted)}`, 303)
}

function report(c: Context<HttpEnv>, error: CrmError): void {
  const cause = error.cause === undefined ? undefined : asError(error.cause)
  c.get('crm').log('error', error.message, {
    requestId: c.get('requestId'),
    code: error.code,
    method: c.req.method,
    path: c.req.routePath,
    ...(cause ? { cause: cause.message, stack: cause.stack } : {}),
  })
}
