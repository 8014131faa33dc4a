import type { Engine } from '../../intake/engine.js'
import { textIn } from '../../model/text/localized-text.js'

/** What people call a source: a plugin's by its label, a form or a mapping by its title; others are what the sender called them. */
export function sourceName({ registry, rules }: Pick<Engine, 'registry' | 'rules'>, language: string): (id: string) => string {
  return (id) => {
    const { forms, mappings } = rules()
    const form = Object.values(forms).find((each) => (each.source ?? each.id) === id)
    const mapping = Object.values(mappings).find((each) => each.id === id)
    return textIn(registry.leadSources.get(id)?.value.label ?? form?.title ?? mapping?.title ?? id, language)
  }
}
