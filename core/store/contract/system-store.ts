/** What the system keeps about itself. */
export interface SystemStore {
  /** Makes sure that every declared queue is there; writes nothing where each is, with the same label. */
  syncQueues(queues: readonly { id: string; label: unknown }[], now: number): Promise<void>
  /** Keeps a rule set under its digest; writes nothing where it is known. */
  saveRuleSet(ruleSet: { digest: string; files: unknown; at: number }): Promise<void>
  ruleSet(digest: string): Promise<{ digest: string; files: unknown; at: number } | undefined>
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
