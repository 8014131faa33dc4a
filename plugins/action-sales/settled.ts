import { isRefusal, OutsideError, type Refusal } from '../../core/plugin-api/index.js'

/** Ends the effect where the CRM refused: asked again tomorrow it would say the same. */
export function settled(what: string, answer: object | Refusal): void {
  if (isRefusal(answer)) throw new OutsideError(`${what}: ${answer.refused}`, { final: true })
}
