import type { Context } from 'hono'
import { asError, CrmError } from '../../errors.js'
import { capture } from '../../intake/capture.js'
import { isRefusal, type RawCapture, type Refusal } from '../../plugin-api/index.js'
import type { JournalAnswer } from '../../store/index.js'
import type { HttpEnv } from '../http-env.js'

/**
 * Takes what arrived into the journal. Whatever goes wrong on our side is answered so that the sender comes again.
 * @throws {CrmError} SOURCE_UNKNOWN, IDEMPOTENCY_KEY_REUSED, HTTP_CAPTURE_REFUSED, HTTP_CAPTURE_UNAVAILABLE.
 */
export async function takeIn(
  c: Context<HttpEnv>,
  request: { source: string; raw: RawCapture },
): Promise<readonly JournalAnswer[] | Refusal> {
  const answer = await capture(c.get('crm'), request).catch((thrown: unknown) => {
    throw asDoorError(asError(thrown))
  })
  if (isRefusal(answer)) return answer
  const [only, ...others] = answer.submissions
  if (only?.status === 'conflict' && others.length === 0) {
    throw new CrmError('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was used before with other content.')
  }
  return answer.submissions
}

/** Throws a refusal as the error that a program is told. */
export function refusalError({ refused, because, fields, problems }: Refusal): CrmError {
  const [field] = fields ?? []
  if (because === 'unproven') return new CrmError('AUTH_SENDER_REFUSED', refused)
  if (because === 'unknown') return new CrmError('HTTP_NOT_FOUND', refused)
  return new CrmError('HTTP_CAPTURE_REFUSED', refused, {
    details: { ...(field === undefined ? {} : { field }), ...(problems ? { problems } : {}) },
  })
}

/** A journal answer as the sender reads it. */
export function shownAnswers(answers: readonly JournalAnswer[]): { submissions: readonly { id: string; status: string }[] } {
  return { submissions: answers.map(({ submissionId, status }) => ({ id: submissionId, status })) }
}

function asDoorError(error: Error): CrmError {
  const cause = error instanceof CrmError && error.code === 'PLUGIN_FAILED' ? error.cause : undefined
  if (cause instanceof CrmError && cause.status < 500) return cause
  if (error instanceof CrmError && error.details['outside'] === true)
    return new CrmError('HTTP_CAPTURE_REFUSED', asError(cause).message)
  if (error instanceof CrmError && error.status < 500) return error
  return new CrmError('HTTP_CAPTURE_UNAVAILABLE', error.message, { cause: error })
}
