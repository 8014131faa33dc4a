import type { Crm } from './crm.js'

/** What the configuration says about the deployment's set-up that its records cannot: whether mails leave it. */
export function setupStanding({ deployment }: Pick<Crm, 'deployment'>): { readonly sendsMail: boolean } {
  const sendsMail = deployment.config.plugins.some(
    (reference) =>
      typeof reference === 'object' && typeof reference.options?.['host'] === 'string' && reference.options['capture'] !== true,
  )
  return { sendsMail }
}
