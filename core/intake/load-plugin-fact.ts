import { fieldSchema } from '../model/field-schema.js'
import type { FieldDeclaration } from '../model/fields.js'
import { compileSchema, type Validator } from '../model/validation/compile-schema.js'
import { isChangingValue } from '../plugin-api/index.js'
import type { Slot } from '../rule-engine/index.js'
import type { FactAnswer, FactBatch } from './fact-batch.js'
import { pluginContext } from './plugin-context.js'
import type { ReadingEngine } from './reading-engine.js'

/** Asks a plugin for its fact about the whole batch, within the limits of every call, and checks what it answers. */
export async function loadPluginFact(
  engine: ReadingEngine,
  slot: Slot,
  { works, now }: FactBatch,
): Promise<readonly FactAnswer[]> {
  const registered = engine.registry.facts.get(slot.fact)
  if (!registered) throw new Error(`No plugin gives the fact "${slot.fact}".`)
  const { plugin, value: fact } = registered
  const leads = works.map(({ lead }) => lead)
  const answers: unknown = await engine.registry.call({ plugin, where: `fact ${slot.fact}` }, (signal) =>
    fact.load(leads, { params: slot.params, now }, pluginContext(engine, { plugin, signal })),
  )
  if (!Array.isArray(answers)) throw new Error(`Fact "${slot.fact}" answered no list of values.`)
  if (answers.length !== leads.length)
    throw new Error(`Fact "${slot.fact}" answered ${answers.length} values for ${leads.length} leads.`)
  const mistakesIn = validatorOf(fact.value)
  return answers.map((answer: unknown) => checkedAnswer(answer, { fact: slot.fact, mistakesIn, now }))
}

const validators = new WeakMap<FieldDeclaration, Validator>()

function validatorOf(declaration: FieldDeclaration): Validator {
  const validator = validators.get(declaration) ?? compileSchema(fieldSchema(declaration))
  validators.set(declaration, validator)
  return validator
}

function checkedAnswer(
  answer: unknown,
  { fact, mistakesIn, now }: { readonly fact: string; readonly mistakesIn: Validator; readonly now: number },
): FactAnswer {
  const { value, changesAt } = isChangingValue(answer) ? answer : { value: answer, changesAt: undefined }
  if (changesAt !== undefined && !(changesAt > now))
    return { failure: `Fact "${fact}" answered a value that changes at ${String(changesAt)}, which is not later than now.` }
  const changes = changesAt === undefined ? {} : { changes: [{ at: changesAt }] }
  if (value === undefined || value === null) return { value: undefined, ...changes }
  const [mistake] = mistakesIn(value)
  return mistake ? { failure: `Fact "${fact}" answered ${shown(value)}: ${mistake.message.en}` } : { value, ...changes }
}

function shown(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
