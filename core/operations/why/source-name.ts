import type { Engine } from '../../intake/engine.js'
import { textIn } from '../../model/text/localized-text.js'
import { sourceTitle } from '../source-title.js'

/** What people call a source, in a language. */
export const sourceName =
  (engine: Pick<Engine, 'registry' | 'rules'>, language: string): ((id: string) => string) =>
  (id) =>
    textIn(sourceTitle(engine, id), language)
