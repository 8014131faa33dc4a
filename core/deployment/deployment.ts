import type { DedupePolicy } from '../model/dedupe-policy.js'
import type { LocalizedText } from '../model/text/localized-text.js'

/**
 * How a plugin is named in the configuration: a built-in's name, a path below the deployment (`./plugins/x`), or an npm package.
 * `built-in` stands for every plugin of the product that needs no options; those named beside it keep the options given there.
 */
export type PluginReference = string | { readonly use: string; readonly options?: Readonly<Record<string, unknown>> }

/** The file `sarnakh.json` of a deployment, checked and completed with defaults. */
export interface DeploymentConfig {
  readonly id: string
  readonly title: LocalizedText
  readonly language: string
  readonly calendar: 'gregorian' | 'jalali'
  readonly timeZone: string
  readonly country: string
  /** ISO 4217 code of amounts that name no currency. */
  readonly currency: string
  /** The layers below this one; `base` is what the product ships. */
  readonly extends: readonly string[]
  readonly plugins: readonly PluginReference[]
  readonly dedupe: DedupePolicy
  /** Which rules decide: the files as they lie on disk, or as they were published last. */
  readonly rules: { readonly from: 'files' | 'published' }
  readonly ruleEngine: 'compiled' | 'reference'
  /** `postgres://…`; SQLite in the data folder without it. Its password comes from the environment, never from here. */
  readonly database?: string
  readonly http: {
    readonly port: number
    readonly host: string
    /** Address under which people reach it, for links and secure cookies. */
    readonly publicUrl?: string
    /** How many proxies stand in front; their forwarded header is believed that far. */
    readonly trustedProxies: number
  }
  /** What the snippet on the owner's site may tell us. */
  readonly tracking?: {
    /** Sites that may send page views, beside our own; none without it. */
    readonly origins?: readonly string[]
    /** Version of the text that visitors agree to: an older agreement counts no more. */
    readonly consentVersion?: string
    /** Days for which views of people nobody knows are kept: 90. */
    readonly retentionDays?: number
  }
  /** Inside hosts that plugins may reach. */
  readonly allowHosts: readonly string[]
  /** Sample people and leads are shown as such. */
  readonly demo: boolean
}

/** A client's tailored system: its folder, its configuration, its layers. */
export interface Deployment {
  readonly folder: string
  readonly dataFolder: string
  readonly config: DeploymentConfig
  /** `postgres://…` or the path of the SQLite file. */
  readonly connection: string
  /** Folders of rule files, the base first. */
  readonly layers: readonly { readonly name: string; readonly folder: string }[]
}
