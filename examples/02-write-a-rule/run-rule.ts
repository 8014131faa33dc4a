import { fileURLToPath, pathToFileURL } from 'node:url'
import { taskSubject } from 'sarnakh'
import { openTestCrm } from 'sarnakh/testing'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Sends two groups in and tells which of them the rule made a task for. */
export async function runRule(): Promise<readonly string[]> {
  const crm = await openTestCrm({ rules: [folder('../../rules'), folder('rules')] })
  try {
    await crm.addUser({ name: 'Sara Ahmadi', queues: ['inbound'] })
    const told: string[] = []
    for (const employees of [40, 39]) {
      const [lead] = await crm.capture('api', { values: { name: `Group of ${employees}`, source: 'travel-fair', employees } })
      if (!lead) continue
      const { tasks } = await crm.profile(lead.id)
      told.push(`${lead.name}: ${tasks.map((task) => taskSubject(task, 'en')).join(', ') || 'no task'}`)
    }
    return told
  } finally {
    await crm.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.info((await runRule()).join('\n'))
