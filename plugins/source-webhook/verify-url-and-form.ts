import { createHash, createHmac } from 'node:crypto'
import type { RawCapture, Refusal } from '../../core/plugin-api/index.js'
import { isSame, unproven } from './secrets.js'

/**
 * HMAC-SHA1 over the whole address with the sorted names and values of the form behind it. A JSON body is covered by its SHA-256
 * in the address. A sender may or may not write the usual port of its scheme, so both spellings count.
 */
export function verifyUrlAndForm(
  raw: RawCapture,
  { header, secrets }: { header: string; secrets: readonly string[] },
): Refusal | undefined {
  const given = raw.headers[header.toLowerCase()]?.trim()
  if (!given) return unproven(`The header ${header} with the signature is missing.`)
  if (raw.url === undefined || !URL.canParse(raw.url)) return unproven('The address that was called is not known.')
  const bodyHash = new URL(raw.url).searchParams.get('bodySHA256')
  if (bodyHash !== null && !isSame(Buffer.from(bodyHash), Buffer.from(createHash('sha256').update(raw.body).digest('hex'))))
    return unproven('The body is not the one that was signed.')
  const digest = Buffer.from(given, 'base64')
  const rest = bodyHash === null ? formText(raw) : ''
  const isValid = spellings(raw.url).some((url) =>
    secrets.some((secret) =>
      isSame(
        digest,
        createHmac('sha1', secret)
          .update(url + rest)
          .digest(),
      ),
    ),
  )
  return isValid ? undefined : unproven('The signature does not fit the message.')
}

/** Names and values without anything between them, sorted; a value that comes twice counts once. */
function formText({ contentType, body }: RawCapture): string {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return ''
  const form = new URLSearchParams(Buffer.from(body).toString('utf8'))
  return [...new Set(form.keys())]
    .sort()
    .map((name) =>
      [...new Set(form.getAll(name))]
        .sort()
        .map((value) => name + value)
        .join(''),
    )
    .join('')
}

function spellings(address: string): readonly string[] {
  const [, scheme, user = '', host, port, rest = ''] =
    /^(https?):\/\/([^/?#@]*@)?([^/?#:]+)(?::(\d+))?(.*)$/is.exec(address) ?? []
  if (scheme === undefined) return [address]
  const usual = scheme.toLowerCase() === 'https' ? '443' : '80'
  return [address, `${scheme}://${user}${host}${rest}`, `${scheme}://${user}${host}:${port ?? usual}${rest}`]
}
