import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Sequence } from '../../model/sequence.js'

/**
 * The place of the next step in the file as it is now: behind the step that was done last, wherever that stands today. Where it
 * was taken out, as many steps are passed over as were done.
 */
export function nextPlace({ steps }: Sequence, { step, lastStep }: Pick<Enrolment, 'step' | 'lastStep'>): number {
  const place = lastStep === undefined ? -1 : steps.findIndex(({ id }) => id === lastStep)
  return place >= 0 ? place + 1 : step
}

/** How the effect of one step of one enrolment is named for ever. */
export const stepKey = (enrolmentId: string, stepId: string): string => `enrolment/${enrolmentId}/${stepId}`

/** The enrolment and step that an effect was asked for by; undefined where no sequence asked for it. */
export function readStepKey(key: string): { readonly enrolmentId: string; readonly stepId: string } | undefined {
  const [word, enrolmentId, stepId] = key.split('/')
  return word === 'enrolment' && enrolmentId && stepId ? { enrolmentId, stepId } : undefined
}
