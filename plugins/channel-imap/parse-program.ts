/**
 * What runs in the thread that parses one mail, as text: a thread begins with a file or with a text, and a text is the same in the
 * sources and in the bundle. It knows the mail and two modules, and answers plain data.
 */
export const PARSE_PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads')
const postalMime = require(workerData.postalMime)
const sanitizeHtml = require(workerData.sanitizeHtml)
const PostalMime = postalMime.default ?? postalMime

const cut = (text, length) => String(text ?? '').slice(0, length)
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }
const KEPT = ['auto-submitted', 'precedence', 'x-autoreply', 'x-autorespond', 'x-failed-recipients', 'content-type', 'return-path']
const REPORTS = ['message/delivery-status', 'message/rfc822', 'text/rfc822-headers', 'message/global-delivery-status']

function safeText(html) {
  const lines = cut(html, 2000000).replace(/<(br|\\/p|\\/div|\\/li|\\/tr|\\/h[1-6])\\b[^>]{0,200}>/gi, '$&\\n')
  const text = sanitizeHtml(lines, { allowedTags: [], allowedAttributes: {}, nestingLimit: 100 })
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name) => ENTITIES[name]).replace(/[ \\t]+\\n/g, '\\n').replace(/\\n{3,}/g, '\\n\\n')
}

function reportText(content) {
  return cut(typeof content === 'string' ? content : Buffer.from(content).subarray(0, 65536).toString('utf8'), 65536)
}

async function parse() {
  const mail = await PostalMime.parse(workerData.source, { maxNestingDepth: 50, maxHeadersSize: 262144, forceRfc822Attachments: true })
  const text = mail.text && mail.text.trim() !== '' ? mail.text : safeText(mail.html ?? '')
  const headers = {}
  for (const { key, value } of mail.headers) if (KEPT.includes(key)) headers[key] = cut(value, 1000)
  return {
    messageId: mail.messageId && cut(mail.messageId, 500),
    inReplyTo: mail.inReplyTo && cut(mail.inReplyTo, 500),
    references: mail.references && cut(mail.references, 20000),
    from: mail.from && { address: cut(mail.from.address, 320), name: cut(mail.from.name, 200) },
    to: (mail.to ?? []).slice(0, 50).map(({ address }) => cut(address, 320)),
    subject: cut(mail.subject, 500),
    date: mail.date && cut(mail.date, 100),
    text: cut(text, 100000).trim(),
    headers,
    reports: mail.attachments.filter(({ mimeType }) => REPORTS.includes(mimeType)).slice(0, 5).map(({ content }) => reportText(content)),
  }
}

parse().then(
  (answer) => parentPort.postMessage(JSON.parse(JSON.stringify(answer))),
  (error) => parentPort.postMessage({ problem: cut(error?.message ?? error, 500) }),
)
`
