import { fileURLToPath, pathToFileURL } from 'node:url'
import { openTestCrm } from 'sarnakh/testing'
import { scoringCompanySize } from './company-size.js'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Scores three companies by the model of this example, beside the scoring of the base. */
export async function runModel(): Promise<readonly string[]> {
  const crm = await openTestCrm({ plugins: [scoringCompanySize], rules: [folder('../../rules'), folder('rules')] })
  try {
    const told: string[] = []
    for (const employees of [10, 260, 9_000]) {
      const [lead] = await crm.capture('api', { values: { name: `Company of ${employees}`, employees } })
      if (!lead) continue
      const [latest] = (await crm.profile(lead.id)).decisions
      told.push(`${lead.name}: ${latest?.decision.scores['company-size']?.total} points for its size`)
    }
    return told
  } finally {
    await crm.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.info((await runModel()).join('\n'))
