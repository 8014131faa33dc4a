import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { LocalizedText } from '../../model/text/localized-text.js'

/** The ways by which people and other systems reach this deployment. */
export interface Channels {
  readonly forms: readonly {
    readonly id: string
    readonly title: LocalizedText
    readonly source: string
    readonly campaign?: string
    readonly origins: readonly string[]
    readonly consentVersion?: string
  }[]
  readonly hooks: readonly Hook[]
  /** Since midnight in the deployment's time zone is not asked for: the last 24 hours. */
  readonly visits: { readonly anonymous: number; readonly known: number; readonly visitors: number }
}

/** An address that other systems call, and whether they can prove who they are. */
export interface Hook {
  readonly id: string
  readonly title: LocalizedText
  /** How a sender proves itself; absent where anybody may send. */
  readonly proof?: string
  /** Names of the secrets it asks for that are not set: until they are, nothing is let in. */
  readonly missingSecrets: readonly string[]
}

const DAY_MS = 86_400_000

/** Shows forms, webhooks and web tracking as they stand now. */
export async function seeChannels(engine: Engine, { actor }: { actor: Actor }): Promise<Channels> {
  authorize(actor, 'journal:read')
  const { forms, mappings } = engine.rules()
  const { records } = engine.store
  const since = engine.now() - DAY_MS
  const recent = (fact: string, field: string) => ({ fact, path: `$.${field}`, operator: 'greaterThan', value: since })
  const viewed = { fact: 'activity', path: '$.type', operator: 'equal', value: 'page.viewed' }
  const [anonymous, known, visitors] = await Promise.all([
    records.count('pageView', { where: { all: [recent('pageView', 'at')] } }),
    records.count('activity', { where: { all: [viewed, recent('activity', 'at')] } }),
    records.count('visitor', { where: { all: [recent('visitor', 'lastAt')] } }),
  ])
  return {
    forms: Object.values(forms).map(({ id, title, source, campaign, origins = [], consent }) => ({
      ...{ id, title, source: source ?? id, origins },
      ...(campaign ? { campaign } : {}),
      ...(consent ? { consentVersion: consent.version } : {}),
    })),
    hooks: Object.values(mappings)
      .filter(({ reads }) => reads === 'webhook')
      .map(({ id, title, signature, handshake }) => ({
        ...{ id, title, missingSecrets: missing(engine, [signature?.secret, handshake?.secret]) },
        ...(signature ? { proof: signature.type } : {}),
      })),
    visits: { anonymous, known, visitors },
  }
}

const missing = ({ secret }: Engine, names: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(names.filter((name) => name !== undefined && !secret(name)?.trim()))].flatMap((name) => name ?? [])
