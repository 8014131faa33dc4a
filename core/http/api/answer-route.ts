import type { Handler } from 'hono'
import { CrmError } from '../../errors.js'
import { type CheckedRecord, recordValidator } from '../../model/validate.js'
import { readJson } from '../body/index.js'
import type { HttpEnv } from '../http-env.js'
import type { ApiRoute } from './api-route.js'

/** Makes a route's handler: who asks, what they sent, then the operation. Whether they may, the operation decides. */
export function answerRoute(route: ApiRoute): Handler<HttpEnv> {
  const checkQuery = recordValidator(route.query ?? {})
  const checkBody = route.body ? recordValidator(route.body) : undefined
  return async (context) => {
    const actor = context.get('actor')
    if (!actor) throw new CrmError('AUTH_REQUIRED', { en: 'Send an API key, or sign in.', fa: 'کلید API بفرستید یا وارد شوید.' })
    const query = accepted(checkQuery(notEmpty(context.req.query())))
    const body = checkBody ? accepted(checkBody(asObject(await readJson(context)))) : {}
    const answer = await route.handle({ crm: context.get('crm'), actor, params: context.req.param(), query, body, context })
    // A file is answered as it is, not as JSON.
    return answer instanceof Response ? answer : context.json(answer, route.answer.status)
  }
}

const inBoth = ({ field, message: { en, fa = en } }: CheckedRecord['problems'][number]) => ({
  en: `${field}: ${en}`,
  fa: `${field}: ${fa}`,
})

function accepted({ values, problems }: CheckedRecord): CheckedRecord['values'] {
  const [problem] = problems
  if (!problem) return values
  throw new CrmError('HTTP_INPUT_INVALID', inBoth(problem), {
    details: { field: problem.field },
  })
}

/** A parameter that is named without a value would ask for everything, where somebody meant one thing and lost it. */
function notEmpty(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const empty = Object.keys(query).find((name) => query[name]?.trim() === '')
  if (empty === undefined) return query
  const named = empty.slice(0, 100)
  const message = { en: `${named}: This parameter has no value.`, fa: `${named}: این پارامتر مقداری ندارد.` }
  throw new CrmError('HTTP_INPUT_INVALID', message, { details: { field: empty } })
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>
  throw new CrmError('HTTP_INPUT_INVALID', { en: 'The body is an object.', fa: 'بدنه باید یک شیء باشد.' })
}
