import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { asError, CrmError } from '../errors.js'
import { printJson, type RuleCase, type RuleSet } from '../rule-engine/index.js'

/** A file of cases that grows one by one, so that a hundred thousand of them need no memory. */
export interface CasesWriter {
  add(theCase: RuleCase): Promise<void>
  close(): Promise<void>
}

/**
 * Begins a file of cases for all rules of a rule set; it is valid JSON once it is closed.
 * @throws {CrmError} CLI_FILE_UNREADABLE where it cannot be written, or is there already.
 */
export async function createCasesFile(path: string, ruleSet: RuleSet): Promise<CasesWriter> {
  const file = await open(path, 'wx').catch((cause: unknown) => {
    const message = `The cases cannot be written: ${asError(cause).message}.`
    throw new CrmError('CLI_FILE_UNREADABLE', message, { cause, details: { file: path } })
  })
  const id = basename(path).split('.')[0] ?? 'recorded'
  const { scoring, transitions, routing, automations } = ruleSet
  // Automations of a sequence are in the file of the sequence.
  const idOf = ({ id }: { readonly id: string }) => id.replace(/^sequence\//, '')
  const about = [...new Set([...scoring, ...transitions, ...routing, ...automations].map(idOf))]
  const list = printJson(about, { indent: 2, column: 9 })
  const head = ['"apiVersion": "sarnakh/v1"', '"kind": "cases"', `"id": ${JSON.stringify(id)}`, `"for": ${list}`, '"cases": [']
  await file.write(`{\n  ${head.join(',\n  ')}`)
  let count = 0
  return {
    async add(theCase) {
      await file.write(`${count === 0 ? '' : ','}\n    ${printJson(theCase, { indent: 4, column: 4 })}`)
      count += 1
    },
    async close() {
      await file.write('\n  ]\n}\n')
      await file.close()
    },
  }
}
