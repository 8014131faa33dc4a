import { pathToFileURL } from 'node:url'
import { openTestCrm } from 'sarnakh/testing'

/** Captures a lead by code and tells what the rules made of it. */
export async function firstLead(): Promise<readonly string[]> {
  const crm = await openTestCrm()
  try {
    await crm.addUser({ name: 'Sara Ahmadi', queues: ['inbound', 'duty-desk'] })
    const [lead] = await crm.capture('api', {
      values: {
        name: 'Ali Rezaei',
        email: 'ali.rezaei@example.ir',
        phone: '+98 21 0000 0001',
        authority: 'decision-maker',
        message: 'Please call me about prices.',
      },
      touch: { utmSource: 'google' },
      activities: [{ type: 'page.pricing' }],
    })
    if (!lead) return []
    const { ownerName, decisions } = await crm.profile(lead.id)
    const reasons = decisions.flatMap(({ decision }) => decision.scores['lead-score']?.contributions ?? [])
    return [
      `${lead.name}: ${lead.score} points, ${lead.grade}, ${lead.status}, owned by ${ownerName}`,
      ...reasons.map(({ rule, points }) => `  ${points > 0 ? '+' : ''}${points} ${rule}`),
    ]
  } finally {
    await crm.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.info((await firstLead()).join('\n'))
