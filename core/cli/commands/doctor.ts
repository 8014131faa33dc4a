import { defineCommand, EXIT } from '../cli-command.js'
import { examine, type Finding } from '../examine-installation.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import type { Words } from '../words/index.js'

/** Examines everything that an installation stands on, and goes on where something is wrong. */
export const doctor = defineCommand({
  name: 'doctor',
  async run(call) {
    const findings = await examine(call)
    const ok = findings.every((finding) => finding.ok)
    answer(call, { json: { ok, checks: findings }, text: asTable(findings, call.words.doctor) })
    return ok ? EXIT.ok : EXIT.problems
  },
})

function asTable(findings: readonly Finding[], words: Words['doctor']): string {
  const named: Readonly<Record<string, string>> = words.checks
  return formatTable(
    [{ title: words.columns.state }, { title: words.columns.check }, { title: words.columns.detail }],
    findings.map(({ ok, check, detail }) => [ok ? words.good : words.bad, named[check] ?? check, detail]),
  )
}
