import { SYSTEM } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import {
  type AccessExplanation,
  EXPLAINED_ENTITIES,
  type ExplainedEntity,
  explainAccess,
  listUsers,
} from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

type ExplainOptions = { readonly user?: string } & { readonly [E in ExplainedEntity]?: string }

/** Says why somebody may see and change a record, or may not. */
export const accessExplain = defineCommand<ExplainOptions>({
  name: 'access explain',
  options: (command, words) => {
    command.option('--user <email>', words.access.options.user)
    for (const entity of EXPLAINED_ENTITIES) command.option(`--${entity} <id>`, words.access.options.record)
  },
  async run(call) {
    const { user: email } = call.options
    if (email === undefined) throw wrongArgument('--user', 'name the person by e-mail.')
    const { entity, id } = recordNamed(call.options)
    return withCrm(call, async (crm) => {
      const found = (await listUsers(crm, { actor: SYSTEM })).find((each) => each.email === email || each.id === email)
      if (!found) throw new CrmError('USER_UNKNOWN', `There is no user ${email.slice(0, 100)}.`)
      const why = await explainAccess(crm, { actor: SYSTEM, userId: found.id, entity, id })
      const { name } = why.user
      answer(call, {
        json: {
          user: { id: why.user.id, name, email: why.user.email },
          role: why.role,
          answers: why.answers,
          hidden: why.hidden,
        },
        text: toldText(call, why),
      })
      return EXIT.ok
    })
  },
})

function recordNamed(options: ExplainOptions): { readonly entity: ExplainedEntity; readonly id: string } {
  const [only, ...others] = EXPLAINED_ENTITIES.flatMap((entity) => {
    const id = options[entity]
    return id === undefined ? [] : [{ entity, id }]
  })
  if (only && others.length === 0) return only
  throw wrongArgument(EXPLAINED_ENTITIES.map((entity) => `--${entity}`).join(', '), 'name one record.')
}

function toldText({ words, language }: CommandCall<ExplainOptions>, { user, role, answers, hidden }: AccessExplanation): string {
  const { is, hiddenFields } = words.access
  const lines = answers.map(({ action, allowed, because }) => `${is[action](allowed)} ${textIn(because, language)}`)
  const never = hidden.length === 0 ? [] : [hiddenFields(hidden.join(words.values.comma))]
  return [`${user.name} (${role})`, ...lines, ...never].join('\n')
}
