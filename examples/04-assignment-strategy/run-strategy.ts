import { fileURLToPath, pathToFileURL } from 'node:url'
import { openTestCrm } from 'sarnakh/testing'
import { assignByCountry } from './by-country.js'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Sends leads from three countries in and tells who got them. */
export async function runStrategy(): Promise<readonly string[]> {
  const crm = await openTestCrm({ plugins: [assignByCountry], rules: [folder('../../rules'), folder('rules')] })
  try {
    await crm.addUser({ name: 'Emma Clarke', territories: ['GB', 'US'] })
    await crm.addUser({ name: 'Daniel Brandt', territories: ['DE'] })
    const told: string[] = []
    for (const country of ['DE', 'GB', 'JP']) {
      const [lead] = await crm.capture('api', { values: { name: `From ${country}`, country } })
      if (!lead) continue
      const { ownerName } = await crm.profile(lead.id)
      told.push(`${lead.name}: ${ownerName ?? 'the queue keeps it'}`)
    }
    return told
  } finally {
    await crm.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.info((await runStrategy()).join('\n'))
