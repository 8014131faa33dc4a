import { type LocalizedText, textIn } from '../text/localized-text.js'
import { renderTemplate } from '../text/message-template.js'
import type { MailBlock, MailTemplate } from './mail-template.js'

/** A mail that is ready to be put in an envelope. */
export interface RenderedMail {
  /** One line, without line ends. */
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
}

/** For whom and with what a template is filled. */
export interface MailReader {
  readonly language: string
  /** `lead`, `account`, `owner`. */
  readonly values: Readonly<Record<string, unknown>>
  readonly unsubscribeUrl?: string
  /** Words that stand in place of the template's own subject. */
  readonly subject?: LocalizedText
}

/**
 * Fills a template for one reader: HTML and the same as plain text, right to left where the language is. A value is escaped in
 * HTML and set apart from the direction of the words around it; an address that is none of the web is left out.
 */
export function renderMail(template: MailTemplate, reader: MailReader): RenderedMail {
  const { values, language } = reader
  const direction = RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr'
  const words: Words = {
    plain: (text) => renderTemplate(typeof text === 'string' ? text : textIn(text, language), values),
    marked: (text) => filledHtml(typeof text === 'string' ? text : textIn(text, language), values),
    address: (text) => webAddress(renderTemplate(text, encodedValues(values))),
  }
  const blocks = template.blocks.map((block) => blockParts(block, words))
  const leave = reader.unsubscribeUrl === undefined ? undefined : farewell(reader.unsubscribeUrl, language)
  const subject = oneLine(words.plain(reader.subject ?? template.subject))
  const preview = template.preview ? `<div style="display:none">${words.marked(template.preview)}</div>` : ''
  const body = [preview, ...blocks.map(({ html }) => html), leave?.html ?? ''].filter((part) => part !== '').join('\n')
  return {
    subject,
    language,
    direction,
    text: [...blocks.map(({ text }) => text), ...(leave ? [leave.text] : [])].filter((part) => part !== '').join('\n\n'),
    html: frame({ subject, language, direction, body }),
  }
}

interface Words {
  plain(text: LocalizedText | string): string
  marked(text: LocalizedText | string): string
  address(text: string): string | undefined
}

interface Part {
  readonly html: string
  readonly text: string
}

function blockParts(block: MailBlock, { plain, marked, address }: Words): Part {
  if ('heading' in block)
    return { html: `<h1 style="font-size:20px;margin:0 0 16px">${marked(block.heading)}</h1>`, text: plain(block.heading) }
  if ('paragraph' in block)
    return { html: `<p style="margin:0 0 16px">${marked(block.paragraph)}</p>`, text: plain(block.paragraph) }
  if ('list' in block)
    return {
      html: `<ul style="margin:0 0 16px">${block.list.map((item) => `<li>${marked(item)}</li>`).join('')}</ul>`,
      text: block.list.map((item) => `- ${plain(item)}`).join('\n'),
    }
  if ('image' in block) return imageParts(block.image, { plain, marked, address })
  const url = address(block.button.url)
  if (url === undefined) return { html: '', text: '' }
  const link = `<a href="${escapeHtml(url)}" style="${BUTTON}">${marked(block.button.text)}</a>`
  return { html: `<p style="margin:0 0 16px">${link}</p>`, text: `${plain(block.button.text)}:\n${url}` }
}

function imageParts({ src, alt, url }: Extract<MailBlock, { image: unknown }>['image'], { plain, address }: Words): Part {
  const source = address(src)
  if (source === undefined) return { html: '', text: '' }
  const link = url === undefined ? undefined : address(url)
  const picture = `<img src="${escapeHtml(source)}" alt="${escapeHtml(oneLine(plain(alt)))}" style="max-width:100%;height:auto">`
  const html = link === undefined ? picture : `<a href="${escapeHtml(link)}">${picture}</a>`
  return {
    html: `<p style="margin:0 0 16px">${html}</p>`,
    text: link === undefined ? `[${plain(alt)}]` : `[${plain(alt)}]\n${link}`,
  }
}

function farewell(url: string, language: string): Part {
  const words = textIn({ en: 'No more mails like this', fa: 'دیگر چنین ایمیلی نفرستید' }, language)
  return {
    html: `<p style="margin:32px 0 0;font-size:12px;color:#666"><a href="${escapeHtml(url)}" style="color:#666">${words}</a></p>`,
    text: `${words}:\n${url}`,
  }
}

function frame({
  subject,
  language,
  direction,
  body,
}: {
  subject: string
  language: string
  direction: string
  body: string
}): string {
  const side = direction === 'rtl' ? 'right' : 'left'
  const style = `font-family:Vazirmatn,Tahoma,Arial,sans-serif;font-size:15px;line-height:1.7;color:#222;direction:${direction};text-align:${side}`
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body dir="${direction}" style="margin:0;padding:24px;${style}">
<div dir="${direction}" style="max-width:600px;margin:0 auto;${style}">
${body}
</div>
</body>
</html>
`
}

const BUTTON = 'display:inline-block;padding:10px 20px;border-radius:6px;background:#1d4ed8;color:#ffffff;text-decoration:none'

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['fa', 'ar', 'he', 'ur', 'ckb', 'ps'])

/** Words of the template are escaped as they stand, values are escaped and isolated, so that neither can be read as the other. */
function filledHtml(template: string, values: Readonly<Record<string, unknown>>): string {
  return renderTemplate(escapeHtml(template), values, (value) => `<bdi>${escapeHtml(value)}</bdi>`).replaceAll('\n', '<br>')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** Values as they may stand in an address: none of their signs has a meaning there. */
function encodedValues(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const encoded = (value: unknown): unknown => {
    if (typeof value === 'string') return encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(value)))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encoded(inner)]))
  }
  return encoded(values) as Readonly<Record<string, unknown>>
}

function webAddress(text: string): string | undefined {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined
}
