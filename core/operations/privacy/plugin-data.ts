import { asError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { spokenWords } from '../../model/text/spoken-words.js'
import type { ActingContext, Awaitable, DataSubject, PersonalData, Text } from '../../plugin-api/index.js'
import type { PersonTrace } from '../../store/index.js'

const TRIES = 3
const LIMIT_MS = 60_000

/** What a plugin keeps of a person outside the entities. */
export interface PluginRows {
  readonly plugin: string
  readonly id: string
  readonly label: Text
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** Asks every plugin that declares personal data for all of it. */
export async function exportPluginData(engine: Engine, person: PersonTrace): Promise<readonly PluginRows[]> {
  const all: PluginRows[] = []
  for (const { plugin, id, value } of engine.registry.personalData.values()) {
    const rows = await asking(engine, { plugin, id, ask: (context) => value.export(subjectOf(person), context) })
    all.push({ plugin, id, label: value.label, rows })
  }
  return all
}

/** Lets every plugin erase what it keeps; one that fails three times ends the erasure, which is then asked for again. */
export async function erasePluginData(engine: Engine, person: PersonTrace): Promise<Readonly<Record<string, number>>> {
  const counts: [string, number][] = []
  for (const { plugin, id, value } of engine.registry.personalData.values()) {
    const erased = await asking(engine, {
      plugin,
      id,
      ask: (context) => (value satisfies PersonalData).erase(subjectOf(person), context),
    })
    if (erased > 0) counts.push([`${plugin}/${id}`, erased])
  }
  return Object.fromEntries(counts)
}

function subjectOf({ ids, words, names }: PersonTrace): DataSubject {
  const { isIn } = spokenWords(words)
  return { leadIds: ids.lead, contactIds: ids.contact, words, names, isSpokenOf: isIn }
}

interface Asked<T> {
  readonly plugin: string
  readonly id: string
  ask(context: ActingContext): Awaitable<T>
}

async function asking<T>(engine: Engine, { plugin, id, ask }: Asked<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      const call = { plugin, where: `personal data "${id}"`, limitMs: LIMIT_MS }
      return await engine.registry.call(call, (signal) => ask(engine.acting({ plugin, signal })))
    } catch (error) {
      if (tried === TRIES) throw error
      engine.log('warn', 'A plugin could not answer for the data of a person; it is asked again.', {
        ...{ plugin, tried, error: asError(error).name },
      })
    }
  }
}
