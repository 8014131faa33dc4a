import type { Engine } from '../intake/engine.js'
import type { Text } from '../model/text/localized-text.js'

/** Where leads come from that somebody typed in. */
export const BY_HAND = 'by-hand'

/** What people call the sources: a plugin's by its label, a form (by the name its leads carry, too) or a mapping by its title. */
export function sourceTitles({ registry, rules }: Pick<Engine, 'registry' | 'rules'>): Readonly<Record<string, Text>> {
  const { forms, mappings } = rules()
  return {
    ...OWN,
    ...titled(Object.values(mappings).map(({ id, title }) => [id, title])),
    ...titled(Object.values(forms).map(({ id, source, title }) => [source ?? id, title])),
    ...Object.fromEntries([...registry.leadSources].map(([id, { value }]) => [id, value.label])),
  }
}

/** What people call one source; others are called what the sender called them. */
export function sourceTitle(engine: Pick<Engine, 'registry' | 'rules'>, id: string): Text {
  const titles = sourceTitles(engine)
  return (Object.hasOwn(titles, id) ? titles[id] : undefined) ?? id
}

const OWN: Readonly<Record<string, Text>> = {
  [BY_HAND]: { en: 'Typed in by hand', fa: 'ثبت دستی' },
  'import-lead': { en: 'Imported from a file', fa: 'درون‌ریزی از فایل' },
  'import-api': { en: 'Imported through the API', fa: 'درون‌ریزی از API' },
}

const titled = (entries: readonly (readonly [string, Text | undefined])[]): Readonly<Record<string, Text>> =>
  Object.fromEntries(entries.flatMap(([id, title]) => (title === undefined ? [] : [[id, title]])))
