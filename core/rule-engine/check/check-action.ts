import type { JSONPath } from 'jsonc-parser'
import { recordValidator } from '../../model/validate.js'
import { isFactReference } from '../compile/slot-table.js'
import type { AutomationRule } from '../rule-set.js'
import { checkFactSide } from './check-fact-side.js'
import { allowedValues } from './check-fit.js'
import { checkParams } from './check-params.js'
import { type Finding, nearest, suggestion, unknownName } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'

interface Place {
  readonly path: JSONPath
  readonly names: KnownNames
}

/** Checks that an action exists and takes these parameters; a value that it writes into a field must fit that field. */
export function checkAction({ type, params }: AutomationRule['then'][number], { path, names }: Place): Finding[] {
  const { actions } = names.vocabulary
  const action = Object.hasOwn(actions, type) ? actions[type] : undefined
  if (!action)
    return unknownName(type, Object.keys(actions), { path: [...path, 'type'], code: 'RULE_ACTION_UNKNOWN', what: 'action' })
  const findings = checkParams(params, action.params, {
    path: [...path, 'params'],
    what: { en: `The action "${type}"`, fa: `عمل «${type}»` },
    names,
    checkReference: (reference, at) => checkFactSide(reference, { path: at, names }),
  })
  const fieldParam = Object.keys(action.params ?? {}).find((name) => action.params?.[name]?.format === 'field')
  if (findings.length > 0 || fieldParam === undefined || action.params?.['value']?.type !== 'json') return findings
  return checkFieldValue(String(params[fieldParam]), params['value'], { path: [...path, 'params', 'value'], names })
}

/** No value, and null, empty the field; a fact is known only when the action is performed. */
function checkFieldValue(field: string, value: unknown, { path, names }: Place): Finding[] {
  const declaration = names.vocabulary.fields.lead[field]
  if (!declaration || value === undefined || value === null || isFactReference(value)) return []
  const allowed = allowedValues({ fact: 'lead', path: `$.${field}` }, { declaration, names })
  const code = 'RULE_PARAM_INVALID'
  if (allowed && typeof value === 'string' && !allowed.includes(value)) {
    const message = joined(
      {
        en: `The field "${field}" cannot be ${JSON.stringify(value)}.`,
        fa: `فیلد «${field}» نمی‌تواند ${JSON.stringify(value)} باشد.`,
      },
      suggestion(value, allowed),
    )
    return [{ path, code, message, name: value, ...nearest(value, allowed) }]
  }
  const { problems } = recordValidator({ [field]: declaration }, { partial: true })({ [field]: value })
  return problems.slice(0, 1).map(({ message: { en, fa = en } }) => {
    return {
      path,
      code,
      message: { en: `The field "${field}" takes another value: ${en}`, fa: `فیلد «${field}» مقدار دیگری می‌پذیرد: ${fa}` },
    }
  })
}
