import type { Context } from 'hono'
import { CrmError } from '../../errors.js'
import type { FormDefinition } from '../../model/form.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Refusal } from '../../plugin-api/index.js'
import type { HttpEnv } from '../http-env.js'
import { renderPage } from '../render-page.js'
import { inLanguage, LANGUAGES } from '../resolve-reader.js'
import { formQuestions } from './form-fields.js'
import { visitMarks } from './visit-marks.js'

/** What a page of a form is drawn for. */
export interface FormView {
  readonly form: FormDefinition
  /** Whether it stands in a frame on somebody else's page. */
  readonly embedded: boolean
}

/**
 * The form a request names.
 * @throws {CrmError} HTTP_FORM_UNKNOWN.
 */
export function requireForm(c: Context<HttpEnv>): FormDefinition {
  const id = c.req.param('id') ?? ''
  const { forms } = c.get('crm').rules()
  const form = Object.hasOwn(forms, id) ? forms[id] : undefined
  if (!form) throw new CrmError('HTTP_FORM_UNKNOWN', `There is no form "${id.slice(0, 100)}".`)
  return form
}

/** Lets a form be read in the language its address asks for, and framed where it may be. */
export function prepareFormAnswer(c: Context<HttpEnv>, { form, embedded }: FormView): void {
  c.set('reader', inLanguage(c.get('reader'), c.req.query('lang')))
  if (embedded) c.set('frameAncestors', (form.origins ?? []).filter(isOrigin))
}

/** The page with the questions; after a refusal with the answers still in it. */
export function formPage(
  c: Context<HttpEnv>,
  { form, embedded }: FormView,
  refused?: { readonly answers: Readonly<Record<string, unknown>>; readonly refusal: Refusal },
): string {
  const { language } = c.get('reader')
  const crm = c.get('crm')
  const data = {
    ...formWords(form, language),
    action: postAddress(c, { form, embedded }),
    questions: formQuestions(form, { fields: crm.fields.lead, language, ...(refused ?? {}) }),
    consent: form.consent ? { text: textIn(form.consent.text, language), required: form.consent.required ?? false } : undefined,
    marks: refused ? keptMarks(refused.answers) : visitMarks(c),
    key: crm.newId(),
    languages: LANGUAGES.map((each) => ({ language: each, href: inLanguageAddress(c, each) })),
    reason: refused?.refusal.refused,
    isConsentMissing: refused?.refusal.fields?.includes('_consent') ?? false,
    embedded,
  }
  return renderPage(c, { template: 'forms/form', title: 'forms.title', data })
}

/** What the visitor sees once the lead is safe. */
export function thanksPage(c: Context<HttpEnv>, { form, embedded }: FormView): string {
  const { language } = c.get('reader')
  const onward = c.req.query('to')
  const onwardAddresses = (form.redirects ?? []).filter((address) => /^(https?:\/\/|\/(?![/\\]))/i.test(address))
  const data = {
    ...formWords(form, language),
    thanks: form.thanks ? textIn(form.thanks, language) : '',
    onward: onwardAddresses.find((address) => address === onward) ?? onwardAddresses[0],
    embedded,
  }
  return renderPage(c, { template: 'forms/thanks', title: 'forms.thanks', data })
}

/** What may stand in a header without ending it. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

function formWords(form: FormDefinition, language: string) {
  return {
    heading: textIn(form.title, language),
    description: form.description ? textIn(form.description, language) : '',
    submitLabel: form.submitLabel ? textIn(form.submitLabel, language) : '',
  }
}

function postAddress(c: Context<HttpEnv>, { form, embedded }: FormView): string {
  const lang = c.req.query('lang')
  const query = lang ? `?lang=${encodeURIComponent(lang)}` : ''
  return `/${embedded ? 'embed' : 'forms'}/${form.id}${query}`
}

/** The same page in another language, with the marks of the visit still in its address. */
function inLanguageAddress(c: Context<HttpEnv>, language: string): string {
  return `?${new URLSearchParams({ ...c.req.query(), lang: language })}`
}

/** Everything hidden that the visitor's first page carried; the key is new, because the content will be. */
function keptMarks(answers: Readonly<Record<string, unknown>>): ReturnType<typeof visitMarks> {
  return Object.entries(answers).flatMap(([name, value]) =>
    /^(utm_|_referrer$|_landing_page$|_visitor$)|clid$|braid$|_fat_id$/.test(name) && typeof value === 'string'
      ? [{ name, value }]
      : [],
  )
}
