import type { Crm } from '../../crm/crm.js'
import { type FieldDeclaration, type Fields, optionsOf } from '../../model/fields.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import type { PluginStatus } from '../../registry/index.js'

/** One option or parameter as its declaration says it. */
export interface DeclaredField {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly declaration: FieldDeclaration
  /** Written as it is in a file. */
  readonly default: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  /** What is configured here; absent where that must not be seen. */
  readonly now?: string
}

/** Something a rule file, a report address or a payload can name, with what it takes. */
export interface ReferenceEntry {
  readonly kind: string
  readonly id: string
  readonly label: string
  readonly description: string
  /** Of a fact: the type of its value. */
  readonly value?: string
  readonly params: readonly DeclaredField[]
}

/** The options of a plugin with what they are here. */
export function optionsTable({ configured }: PluginStatus, language: string): readonly DeclaredField[] {
  if (!configured) return []
  const { declared, values } = configured
  return declaredFields(declared, language).map((field) =>
    Object.hasOwn(values, field.name) ? { ...field, now: inFile(values[field.name]) } : field,
  )
}

const KINDS = [
  'actions',
  'assignmentStrategies',
  'assignmentFilters',
  'assignmentRanks',
  'scoringModels',
  'facts',
  'reportTypes',
  'leadSources',
  'operators',
] as const

/** All that one plugin adds to what can be written, from its declarations. */
export function pluginReference({ registry }: Crm, plugin: string, language: string): readonly ReferenceEntry[] {
  return KINDS.flatMap((kind) => {
    const contributions: readonly { id: string; plugin: string; value: Described }[] = [...registry[kind].values()]
    return contributions
      .filter((each) => each.plugin === plugin)
      .map(({ id, value }) => referenceEntry({ kind, id, described: value }, language))
  })
}

/** What the product itself lets rules speak of. */
export function coreReference(crm: Crm, language: string): readonly ReferenceEntry[] {
  const { facts, operators } = crm.rules().vocabulary
  const own = <T>(named: Readonly<Record<string, T>>, ofPlugins: ReadonlyMap<string, unknown>) =>
    Object.entries(named).filter(([id]) => !ofPlugins.has(id))
  const entries = (kind: string, named: readonly (readonly [string, Described])[]) =>
    named.map(([id, described]) => referenceEntry({ kind, id, described }, language))
  return [...entries('facts', own(facts, crm.registry.facts)), ...entries('operators', own(operators, crm.registry.operators))]
}

/** What the declarations of all kinds have in common. */
interface Described {
  readonly label: Text
  readonly description?: Text
  readonly params?: Fields
  readonly payload?: Fields
  readonly value?: FieldDeclaration
}

function referenceEntry(
  { kind, id, described }: { kind: string; id: string; described: Described },
  language: string,
): ReferenceEntry {
  const { label, description, params, payload, value } = described
  return {
    kind,
    id,
    label: textIn(label, language),
    description: description ? textIn(description, language) : '',
    params: declaredFields(params ?? payload ?? {}, language),
    ...(value ? { value: value.type } : {}),
  }
}

/** Fields as a table shows them. */
function declaredFields(fields: Fields, language: string): readonly DeclaredField[] {
  return Object.entries(fields).map(([name, declaration]) => ({
    name,
    declaration,
    label: textIn(declaration.label ?? name, language),
    description: declaration.description ? textIn(declaration.description, language) : '',
    default: inFile(declaration.default),
    choices: optionsOf(declaration).map(({ value, label }) => ({ value, label: textIn(label, language) })),
  }))
}

function inFile(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value)
}
