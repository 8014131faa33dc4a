import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import { type ActingContext, OutsideError } from '../../core/plugin-api/index.js'
import { NO_FILES } from './capture-mail.js'
import type { Mail } from './compose-mail.js'
import type { MailOptions } from './mail-options.js'

/**
 * Hands a mail to the mail server; answers its words where it says that this address never takes mail. The server is reached at
 * an address that may be reached from here. A password never goes over a bare line.
 */
export async function deliverMail(
  mail: Mail,
  { options, context }: { options: MailOptions; context: ActingContext },
): Promise<{ readonly refusal: string } | undefined> {
  const { host = '', port, secure } = options
  const auth = authOf(options, context)
  const transport = createTransport({
    host: await context.resolveHost(host),
    port,
    secure,
    requireTLS: auth !== undefined && !secure,
    ...(isIP(host) ? {} : { tls: { servername: host } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    ...(auth ? { auth } : {}),
  })
  const stop = (): void => transport.close()
  context.signal.addEventListener('abort', stop, { once: true })
  try {
    await transport.sendMail({ ...mail, ...NO_FILES })
    return undefined
  } catch (cause) {
    if (isNobody(cause)) return { refusal: messageOf(cause) }
    throw new OutsideError(`The mail server ${host}:${port} did not take the mail: ${messageOf(cause)}`, { cause })
  } finally {
    context.signal.removeEventListener('abort', stop)
    transport.close()
  }
}

/** Shorter than an action may take, so that a server that says nothing is told of by its name. */
const PATIENCE_MS = 15_000

/** RFC 3463: 5.1.x says that the address itself is wrong; every other refusal may be another one tomorrow. */
function isNobody(cause: unknown): boolean {
  const response = typeof cause === 'object' && cause !== null && 'response' in cause ? String(cause.response) : ''
  return /^5\d\d[ -]5\.1\.\d/.test(response)
}

function authOf({ user, passwordSecret }: MailOptions, context: ActingContext): { user: string; pass: string } | undefined {
  if (user === undefined) return undefined
  const pass = passwordSecret === undefined ? undefined : context.secret(passwordSecret)
  if (pass === undefined)
    throw new OutsideError(`There is no secret "${passwordSecret ?? ''}" with the password of the mail user.`)
  return { user, pass }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
