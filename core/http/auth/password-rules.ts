import { CrmError } from '../../errors.js'

const SHORTEST = 12
const LONGEST = 200

/** Begins or whole of passwords that are tried first, folded to lower case without digits and signs. */
const COMMON = [
  'password',
  'passw',
  'passwort',
  'qwerty',
  'qwertyuiop',
  'azerty',
  'asdfghjkl',
  'letmein',
  'welcome',
  'iloveyou',
  'admin',
  'administrator',
  'changeme',
  'default',
  'secret',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'trustno',
  'abc',
  'abcdef',
  'abcdefghijkl',
  'test',
  'user',
  'sarnakh',
  'salam',
  'khoda',
  'iran',
  'tehran',
  'persepolis',
  'esteghlal',
]

/**
 * Asks of a password only what helps: that it is long and not among those tried first.
 * @throws {CrmError} AUTH_PASSWORD_WEAK.
 */
export function requireStrongPassword(password: string): void {
  const length = [...password].length
  if (length < SHORTEST) throw weak(`A password has at least ${SHORTEST} characters.`)
  if (length > LONGEST) throw weak(`A password has at most ${LONGEST} characters.`)
  if (new Set(password).size < 5) throw weak('This password repeats a few characters.')
  if (isCommon(password)) throw weak('This password is among those that are tried first.')
}

/** Digits and signs around a common word do not make it rarer: `P4ssword2024!!` is `password`. */
function isCommon(password: string): boolean {
  const core = password.toLowerCase().replace(/[^\p{L}]+$/u, '')
  const spelled = core.replace(/0/g, 'o').replace(/[1!]/g, 'i').replace(/[$5]/g, 's').replace(/[@4]/g, 'a').replace(/3/g, 'e')
  const plain = [core, spelled].map((text) => text.replace(/[^\p{L}]/gu, ''))
  return isCounting(password) || plain.some((text) => COMMON.some((word) => text === word || text === word.repeat(2)))
}

function isCounting(password: string): boolean {
  return ['01234567890123456789', '98765432109876543210'].some((run) => run.includes(password))
}

function weak(why: string): CrmError {
  return new CrmError('AUTH_PASSWORD_WEAK', why, { details: { field: 'password' } })
}
