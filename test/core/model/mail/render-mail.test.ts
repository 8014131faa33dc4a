import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MailTemplate } from '../../../../core/model/mail/mail-template.js'
import { renderMail } from '../../../../core/model/mail/render-mail.js'

const TEMPLATE: MailTemplate = {
  id: 't',
  title: { en: 't' },
  subject: { en: 'Hi {{lead.name|there}}', fa: 'سلام {{lead.name|دوست}}' },
  blocks: [
    { heading: { en: 'For {{lead.company|your company}}' } },
    { list: [{ en: 'One' }, { en: '{{lead.name}}' }] },
    { button: { text: { en: 'Go' }, url: 'https://example.com/?q={{lead.name}}' } },
    { image: { src: 'https://example.com/a.png', alt: { en: '{{lead.name}}' }, url: '{{lead.website}}' } },
  ],
}

test('whatever a value holds, it adds no element, no attribute and no header line', () => {
  const shape = (html: string) =>
    html
      .replace(/<title>.*?<\/title>/s, '')
      .match(/<\/?[a-z][a-z0-9]*(?=[\s>])/gi)
      ?.join('')
  const plain = shape(renderMail(TEMPLATE, { language: 'en', values: { lead: { name: 'Sara', company: 'Pars' } } }).html)
  const nasty = fc.oneof(
    fc.string(),
    fc.constantFrom('"><script>', "' onload='x", '</p><b>', '{{lead.name}}', '\r\nBcc: a@b.c', '$&', '\ud800'),
  )
  fc.assert(
    fc.property(nasty, (name) => {
      const mail = renderMail(TEMPLATE, { language: 'en', values: { lead: { name: `x${name}`, company: `x${name}` } } })
      expect(shape(mail.html.replaceAll('<br>', ''))).toBe(plain)
      expect(mail.subject).not.toMatch(/[\r\n]/)
    }),
    { numRuns: 300 },
  )
})

test('a missing value leaves the words behind the bar, and an address that is none of the web is left out', () => {
  const mail = renderMail(TEMPLATE, { language: 'en', values: { lead: { website: 'javascript:alert(1)' } } })
  expect(mail.subject).toBe('Hi there')
  expect(mail.text).toContain('For your company')
  expect(mail.html).not.toContain('javascript')
})

test('Persian is written from right to left, and each value keeps its own direction', () => {
  const mail = renderMail(TEMPLATE, {
    language: 'fa',
    values: { lead: { company: 'Pars Steel' } },
    unsubscribeUrl: 'https://x.example/u/1',
  })
  expect(mail).toMatchObject({ direction: 'rtl', language: 'fa', subject: 'سلام دوست' })
  expect(mail.html).toContain('<html lang="fa" dir="rtl">')
  expect(mail.html).toContain('text-align:right')
  expect(mail.html).toContain('<bdi>Pars Steel</bdi>')
  expect(mail.text).toContain('https://x.example/u/1')
})
