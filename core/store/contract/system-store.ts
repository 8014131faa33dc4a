/** A queue as rule files declare it. */
export interface DeclaredQueue {
  readonly id: string
  readonly label: unknown
}

/** The files of a rule set under its digest. */
export interface KeptRuleSet {
  readonly digest: string
  readonly files: unknown
  readonly at: number
}

/** What the system keeps about itself. */
export interface SystemStore {
  /**
   * Makes sure that every declared queue is there; writes nothing where each is, with the same label, nor where another
   * publication than the one that declares them is the newest.
   */
  syncQueues(queues: readonly DeclaredQueue[], now: number, declaredBy?: { publication: number }): Promise<void>
  /** Keeps a rule set under its digest; writes nothing where it is known. */
  saveRuleSet(ruleSet: KeptRuleSet): Promise<void>
  ruleSet(digest: string): Promise<KeptRuleSet | undefined>
  /** Keeps the names and versions of the plugins that decide under their digest; writes nothing where it is known. */
  savePluginSet(plugins: { digest: string; plugins: Readonly<Record<string, string>>; at: number }): Promise<void>
  pluginSet(digest: string): Promise<Readonly<Record<string, string>> | undefined>
  /** Takes the lease if it is free or has ended; one holder at a time. */
  tryLease(request: { name: string; token: string; now: number; ms: number }): Promise<boolean>
  /** Small facts that the system keeps about itself, for example which columns an import's mapping used last. */
  getSetting(name: string): Promise<unknown>
  setSetting(name: string, value: unknown): Promise<void>
  /** A plugin's own statement on its own tables; refused when a table in it does not begin with `plugin_`. */
  pluginSql(sql: string, bindings: readonly (string | number | null)[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** For `doctor`: is it reachable, writable, durable, whole. */
  examine(): Promise<readonly { check: string; ok: boolean; detail: string }[]>
}
