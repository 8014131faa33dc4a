import { CrmError } from '../../errors.js'
import { recordConsent } from '../../operations/index.js'
import { type FormValues, formText } from '../body/index.js'
import { errorText } from '../error-answer.js'
import { readLocal } from '../local-instant.js'
import { problemText } from './problem-text.js'
import { wordsOf } from './show-page.js'
import type { AdminContext, Session } from './signed-in.js'

/** Of whom the form tells. */
type Told = { readonly leadId: string } | { readonly contactId: string }

/** What is wrong with a form, by the name of its input. */
type Problems = Readonly<Record<string, string>>

/** Writes down what a person said about a purpose, as the form of a page tells it; answers what is wrong with it, if anything. */
export async function noteConsent(
  c: AdminContext,
  { actor }: Session,
  { posted, of }: { posted: FormValues; of: Told },
): Promise<Problems | undefined> {
  const words = wordsOf(c)
  const [given, when] = [formText(posted, 'given'), formText(posted, 'at').trim()]
  const at = when === '' ? undefined : readLocal(when, c.get('reader'))
  if (given !== 'true' && given !== 'false') return { given: words('consents.givenWrong') }
  if (when !== '' && at === undefined) return { at: words('consents.atWrong') }
  const [purpose, textVersion, text] = ['purpose', 'textVersion', 'text'].map((name) => formText(posted, name).trim())
  try {
    await recordConsent(c.get('crm'), {
      actor,
      consent: {
        ...{ ...of, purpose: purpose ?? '', given: given === 'true' },
        ...(at === undefined ? {} : { at }),
        ...(textVersion ? { textVersion } : {}),
        ...(text ? { text } : {}),
      },
    })
    return undefined
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'CONSENT_INVALID') throw error
    const { language } = c.get('reader')
    return { [error.details.field ?? 'purpose']: problemText(errorText(error, language), language) }
  }
}
