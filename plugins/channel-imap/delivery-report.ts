import type { InboundMail } from '../../core/plugin-api/index.js'
import { idsIn } from './mail-ids.js'
import type { ParsedMail } from './parse-apart.js'

/**
 * What a delivery report (RFC 3464) says of a mail of ours; undefined where the mail is no report, or names no mail that it is
 * about: such a report could be anybody's.
 */
export function deliveryReport({ reports, headers, inReplyTo }: ParsedMail): InboundMail['bounce'] {
  const isReport =
    /multipart\/report/i.test(headers['content-type'] ?? '') || reports.some((text) => /^Final-Recipient:/im.test(text))
  if (!isReport) return undefined
  const text = reports.join('\n')
  const messageId = idsIn(/^Message-ID:\s*(<[^>\r\n]+>)/im.exec(text)?.[1])[0] ?? idsIn(inReplyTo)[0]
  if (messageId === undefined) return undefined
  const status = /^Status:\s*(\d)\.\d{1,3}\.\d{1,3}/im.exec(text)?.[1]
  const action = /^Action:\s*(\w+)/im.exec(text)?.[1]?.toLowerCase()
  const address = /^(?:Final|Original)-Recipient:\s*[^;\r\n]+;\s*(\S+)/im.exec(text)?.[1]
  const reason = /^Diagnostic-Code:\s*([^\r\n]+)/im.exec(text)?.[1] ?? 'The mail could not be delivered.'
  return { messageId, isPermanent: action === 'failed' && status !== '4', reason, ...(address === undefined ? {} : { address }) }
}
