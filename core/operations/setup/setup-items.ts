import { CrmErrors } from '../../errors.js'
import { decideEnvironment } from '../../intake/decide-leads.js'
import type { Engine } from '../../intake/engine.js'
import type { Conditions } from '../../model/conditions.js'
import type { EntityName } from '../../model/entities/index.js'
import { runCases } from '../../rule-engine/index.js'
import type { Confirmable, SetupItem, SetupStepId } from './setup-step.js'

/** What the records cannot tell about a deployment. */
export interface Standing {
  /** Whether mails leave through a mail server rather than into files. */
  readonly sendsMail: boolean
}

interface Looking extends Standing {
  readonly confirmed: ReadonlySet<Confirmable>
}

/** Looks what of each step is done. */
export const SETUP_ITEMS: { readonly [S in SetupStepId]: (engine: Engine, looking: Looking) => Promise<readonly SetupItem[]> } = {
  async process(engine) {
    const own = ownFiles(engine, ['lifecycle', 'fields'])
    return [item(['A lifecycle, pipeline or fields of your own', 'چرخه، خط فروش یا فیلدهای خودتان'], own)]
  },
  async people(engine) {
    const users = await names(engine, 'user', {
      all: [leaf('user', 'active', 'equal', true), leaf('user', 'role', 'in', SELLING)],
    })
    const teams = await names(engine, 'team')
    const queues = await Promise.all(
      engine.rules().queues.map(async ({ id }) => ((await engine.store.access.queueMembers(id)).length > 0 ? [id] : [])),
    )
    return [
      item(['Somebody who sells', 'کسی که می‌فروشد'], users),
      item(['A team', 'یک تیم'], teams),
      item(['Somebody in a queue', 'کسی در یک صف'], queues.flat()),
    ]
  },
  async source(engine) {
    const sources = (await engine.store.journal.health()).filter(
      ({ source, state }) => source !== 'sample' && state === 'decided',
    )
    return [
      item(
        ['A form, webhook or key that brought a lead', 'فرم، وب‌هوک یا کلیدی که سرنخی آورد'],
        unique(sources.map(({ source }) => source)),
      ),
    ]
  },
  async data(engine, { confirmed }) {
    const runs = await names(engine, 'importRun', { all: [leaf('importRun', 'state', 'equal', 'done')] }, 'fileName')
    const skipped = confirmed.has('data-skipped') ? ['–'] : []
    return [
      item(['A finished import, or nothing to bring', 'یک درون‌ریزی پایان‌یافته، یا چیزی برای آوردن نیست'], [...runs, ...skipped]),
    ]
  },
  async rules(engine) {
    const own = ownFiles(engine, ['scoring', 'routing', 'automation', 'transition', 'sla', 'sequence'])
    const cases = await caseCounts(engine)
    return [
      item(['Rules of your own that decide', 'قاعده‌های خودتان که تصمیم می‌گیرند'], own),
      {
        what: { en: 'Cases, all of them green', fa: 'نمونه‌ها، همه سبز' },
        isDone: cases.count > 0 && cases.failed === 0,
        evidence: {
          en: `${cases.count - cases.failed} of ${cases.count}`,
          fa: `${cases.count - cases.failed} از ${cases.count}`,
        },
      },
    ]
  },
  async live(engine, { sendsMail, confirmed }) {
    const answered = { all: [leaf('lead', 'firstResponseAt', 'present', true), leaf('lead', 'source', 'notEqual', 'sample')] }
    const leads = await names(engine, 'lead', answered)
    return [
      { what: { en: 'A mail server', fa: 'کارساز ایمیل' }, isDone: sendsMail },
      { what: { en: 'Backups, confirmed by you', fa: 'پشتیبان‌گیری، به تأیید شما' }, isDone: confirmed.has('backup') },
      item(['The first lead, decided and answered', 'نخستین سرنخ، تصمیم‌گرفته و پاسخ‌داده'], leads),
    ]
  },
}

const SELLING = ['rep', 'manager']
const MOST_SHOWN = 3

function item([en, fa]: readonly [string, string], found: readonly string[]): SetupItem {
  const shown = found.slice(0, MOST_SHOWN).join(', ')
  const more = found.length > MOST_SHOWN ? ` +${found.length - MOST_SHOWN}` : ''
  return {
    what: { en, fa },
    isDone: found.length > 0,
    ...(found.length > 0 ? { evidence: { en: shown + more, fa: shown + more } } : {}),
  }
}

/** Files in force that do not come with the product. */
const ownFiles = ({ rules }: Engine, kinds: readonly string[]): readonly string[] =>
  rules()
    .files.filter(({ kind, layer }) => layer !== 'base' && kinds.includes(kind))
    .map(({ path }) => path)

const leaf = (fact: string, field: string, operator: string, value: unknown) => ({ fact, path: `$.${field}`, operator, value })
const unique = (list: readonly string[]): readonly string[] => [...new Set(list)]

async function names({ store }: Engine, entity: EntityName, where?: Conditions, field = 'name'): Promise<readonly string[]> {
  const { records } = await store.records.list(entity, { limit: MOST_SHOWN + 1, ...(where ? { where } : {}) })
  return records.map((record) => String(record[field] ?? record.id))
}

/** The cases beside the files on disk, run against them. */
async function caseCounts(engine: Engine): Promise<{ readonly count: number; readonly failed: number }> {
  try {
    const { ruleSet, sources } = await engine.ruleShelf.working()
    const results = await runCases(ruleSet, sources, (place) => decideEnvironment(engine, place))
    return { count: results.length, failed: results.filter(({ passed }) => !passed).length }
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return { count: 0, failed: 0 }
    throw thrown
  }
}
