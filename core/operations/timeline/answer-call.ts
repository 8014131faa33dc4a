import type { Engine } from '../../intake/engine.js'
import { presenceAt } from '../../model/calendar/presence.js'
import type { User } from '../../model/entities/user.js'
import { phoneLink } from '../../model/text/phone.js'
import type { LeadProfile } from '../show-lead.js'
import { agoIn, both } from './answer-words.js'
import type { LeadAnswer } from './lead-answer.js'

/** Should I call, and do we have the number: what forbids it, the last call, and whether people work now. */
export async function answerCall(engine: Engine, { lead, activities }: LeadProfile): Promise<LeadAnswer> {
  const { phone, doNotCall } = lead
  if (!phone) return { question: 'call', state: 'open', sentence: both('No number is known yet.', 'هنوز شماره‌ای نداریم.') }
  if (doNotCall)
    return {
      question: 'call',
      state: 'bad',
      sentence: both('Do not call: they asked not to be called.', 'زنگ نزنید: نخواسته‌اند با آنها تماس بگیریم.'),
    }
  const last = activities.find(({ type }) => type === 'call' || type.startsWith('call.'))
  const before = last
    ? both(`The last call was ${agoIn(engine, last.at, 'en')}.`, `آخرین تماس ${agoIn(engine, last.at, 'fa')} بود.`)
    : both('Nobody has called them yet.', 'هنوز کسی به آنها زنگ نزده است.')
  const hours = await hoursOf(engine, lead.ownerId)
  const link = phoneLink(phone, engine.settings)
  return {
    question: 'call',
    state: last ? 'good' : 'open',
    sentence: both(`${before.en}${hours ? ` ${hours.en}` : ''}`, `${before.fa}${hours ? ` ${hours.fa}` : ''}`),
    ...(link ? { link } : {}),
  }
}

/** Whether the owner, or anybody where only one calendar is known, works now. */
async function hoursOf({ rules, settings, now, store }: Engine, ownerId: string | undefined) {
  const { calendars } = rules()
  const owner = ownerId ? ((await store.records.get('user', ownerId)) as User | undefined) : undefined
  const calendar = calendars[owner?.workingCalendar ?? '']
  if (!calendar) return undefined
  const presence = presenceAt({ calendar, timeZone: calendar.timeZone ?? settings.timeZone }, now())
  return presence === 'working'
    ? both('It is working time now.', 'اکنون ساعت کاری است.')
    : both('It is outside working hours now.', 'اکنون بیرون از ساعت کاری است.')
}
