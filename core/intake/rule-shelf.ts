import type { CrmError, CrmErrors } from '../errors.js'
import type { EntityName } from '../model/entities/index.js'
import type { Fields } from '../model/fields.js'
import type { RuleSet, SourceFile } from '../rule-engine/index.js'

/** Whether rule files decide as they lie on disk, or as they were published last. */
export type RulesFrom = 'files' | 'published'

/** A rule set and, where published rules decide, the number under which it was published. */
export interface RulesInForce {
  readonly ruleSet: RuleSet
  readonly publication?: number
}

/** Core, plugin and deployment fields by entity. */
export type AllFields = { readonly [E in EntityName]: Fields }

/** The rule files of all layers, checked against everything they may speak of. */
export interface LoadedRules {
  readonly ruleSet: RuleSet
  readonly fields: AllFields
  /** What is not the core's own. */
  readonly customFields: { readonly [E in EntityName]?: Fields }
  /** Every file as it was read, those of cases included. */
  readonly sources: readonly SourceFile[]
  /** The files that declare the deployment's fields, as they were read. */
  readonly fieldFiles: readonly SourceFile[]
}

/** Holds the rules that decide, exchanges them whole or not at all, and knows those on disk and those of the past. */
export interface RuleShelf {
  readonly from: RulesFrom
  /** Taken once for each batch, so that one set decides about all of it. */
  inForce(): RulesInForce
  /** What keeps newer rules from deciding while the last good set goes on: mistakes in files, or a publication that does not fit here. */
  problems(): CrmErrors | undefined
  /** Reads the files again. Where files decide, they come into force if all of them are good; otherwise they are only checked. */
  reload(): Promise<RuleSet | CrmErrors>
  /**
   * The files as they lie on disk now, whether or not they decide.
   * @throws {CrmErrors} with every mistake found.
   */
  working(): Promise<LoadedRules>
  /** Custom fields that these rules declare otherwise than those this process was started with; it cannot decide by them. */
  fieldChanges(rules: LoadedRules): readonly CrmError[]
  /** What `working` asks of the database and is not there yet, in words; empty where its fields are columns already. */
  missingColumns(working: LoadedRules): Promise<readonly string[]>
  /** The rules with this digest, made anew from the files they were kept as; the reasons when today's plugins no longer fit them. */
  restored(digest: string): Promise<LoadedRules | CrmErrors | undefined>
  /**
   * Takes over what was published last, by whichever process; nothing where files decide.
   * @throws {CrmError} RULES_NOT_FOLLOWED when this process cannot decide by it.
   */
  follow(): Promise<void>
}
