import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError, CrmErrors } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { type Lifecycle, type Standing, statusOf } from '../../model/lifecycle.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { type RewrittenFile, type RewrittenPlace, rewriteStatuses, type StatusMapping } from '../../rule-engine/index.js'
import { publishRules } from '../publishing/publish-rules.js'
import { writeAudit } from '../write-audit.js'
import { countStatusRows, type StatusRows } from './count-status-rows.js'
import { migrateRecords } from './migrate-records.js'
import { migrateStatusChanges } from './migrate-status-changes.js'

/** Statuses that are to be renamed, merged into another one, or removed in favour of another one. */
export interface StatusMigration {
  readonly actor: Actor
  /** `lead`, or the id of a pipeline. */
  readonly lifecycle: string
  /** The new status of each old one. */
  readonly map: Readonly<Record<string, string>>
}

/** What a migration would rewrite. */
export interface StatusMigrationPlan {
  readonly lifecycle: string
  readonly map: Readonly<Record<string, string>>
  readonly files: readonly {
    readonly file: string
    /** Written into the deployment's own layer, because the file belongs to one that it builds on. */
    readonly isCopied: boolean
    readonly places: readonly RewrittenPlace[]
  }[]
  readonly rows: StatusRows
}

/** Where the deployment's own rule files lie. */
export interface OwnLayer {
  readonly name: string
  readonly folder: string
}

/**
 * Shows what renaming, merging or removing statuses would rewrite: rule files with their lines, records, their history.
 * @throws {CrmError} STATUS_MIGRATION_INVALID. @throws {CrmErrors} with every mistake in the files.
 */
export async function planStatusMigration(
  engine: Engine,
  { ownLayer, ...migration }: StatusMigration & { readonly ownLayer: OwnLayer },
): Promise<StatusMigrationPlan> {
  authorize(migration.actor, 'status:migrate')
  const { mapping, files } = await readMigration(engine, migration)
  return {
    ...{ lifecycle: migration.lifecycle, map: migration.map, rows: await countStatusRows(engine, mapping) },
    files: files.map(({ source, places }) => ({ file: source.file, isCopied: source.layer !== ownLayer.name, places })),
  }
}

/**
 * Rewrites rule files, publishes them where rules are published, then records and their history. Broken off at any place, it is
 * finished by being asked once more: what is rewritten already is not found again.
 * @throws {CrmError} STATUS_MIGRATION_INVALID, RULES_NOT_FOLLOWED. @throws {CrmErrors} with every mistake in the files.
 */
export async function applyStatusMigration(
  engine: Engine,
  request: StatusMigration & { readonly ownLayer: OwnLayer; readonly onProgress?: (done: number) => void },
): Promise<StatusMigrationPlan> {
  const plan = await planStatusMigration(engine, request)
  const { mapping, files } = await readMigration(engine, request)
  await writeFiles(files, request.ownLayer)
  await putInForce(engine, request)
  await migrateRecords(engine, {
    actor: request.actor,
    mapping,
    ...(request.onProgress ? { onProgress: request.onProgress } : {}),
  })
  await migrateStatusChanges(engine, mapping)
  await writeAudit(engine, {
    actor: actorName(request.actor),
    action: 'status.migrated',
    subject: request.lifecycle,
    details: { map: request.map, files: plan.files.map(({ file }) => file), rows: plan.rows },
  })
  return plan
}

async function readMigration(engine: Engine, { lifecycle: id, map }: Pick<StatusMigration, 'lifecycle' | 'map'>) {
  const { ruleSet, sources } = await engine.ruleShelf.working()
  const lifecycle: Lifecycle<Standing<string>> | undefined = id === 'lead' ? ruleSet.lifecycle : own(ruleSet.pipelines, id)
  if (!lifecycle) throw invalid(`There is no pipeline "${id}".`, `خط فروش «${id}» وجود ندارد.`)
  const others = Object.values(ruleSet.pipelines).filter((pipeline) => id !== 'lead' && pipeline.id !== id)
  const mapping: StatusMapping = {
    lifecycle: id,
    entity: id === 'lead' ? 'lead' : 'opportunity',
    map: new Map(Object.entries(map)),
    shared: new Set(others.flatMap(({ statuses }) => statuses.map((stage) => stage.id))),
  }
  await refuseNonsense(engine, { lifecycle, mapping })
  return { mapping, files: rewriteStatuses(sources, mapping) }
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const invalid = (en: string, fa: string): CrmError => new CrmError('STATUS_MIGRATION_INVALID', { en, fa })

const ID = /^[a-zA-Z][a-zA-Z0-9-]{0,60}$/

async function refuseNonsense(
  engine: Engine,
  { lifecycle, mapping }: { readonly lifecycle: Lifecycle<Standing<string>>; readonly mapping: StatusMapping },
): Promise<void> {
  const known = lifecycle.statuses.map(({ id }) => id)
  if (mapping.map.size === 0)
    throw invalid(
      'Nothing is to change: name at least one status as old=new.',
      'چیزی تغییر نمی‌کند: دست‌کم یک وضعیت را به شکل old=new بدهید.',
    )
  const rows = await countStatusRows(engine, mapping)
  for (const [from, to] of mapping.map) {
    if (!ID.test(to))
      throw invalid(
        `"${to}" cannot be the id of a status: letters, digits and hyphens only.`,
        `«${to}» نمی‌تواند شناسهٔ وضعیت باشد: تنها حرف، رقم و خط تیره.`,
      )
    if (from === to || mapping.map.has(to))
      throw invalid(
        `"${from}" cannot become "${to}", which changes as well: name where it ends.`,
        `«${from}» نمی‌تواند «${to}» شود که خود تغییر می‌کند: مقصد نهایی را بنویسید.`,
      )
    const isLeft = rows.records + rows.moves > 0
    if (!statusOf(lifecycle, from) && !isLeft) {
      const near = didYouMean(from, known)
      const way = near === undefined ? known.join(', ') : `${near}?`
      throw invalid(
        `There is no status "${from}". ${near === undefined ? 'Known: ' : 'Did you mean '}${way}`,
        `وضعیت «${from}» وجود ندارد. ${near === undefined ? 'شناخته‌شده‌ها: ' : 'منظورتان این بود: '}${way}`,
      )
    }
    refuseOtherMeaning(lifecycle, from, to)
  }
}

/** What was open must not silently count as lost or won. */
function refuseOtherMeaning(lifecycle: Lifecycle<Standing<string>>, from: string, to: string): void {
  const [before, after] = [statusOf(lifecycle, from)?.category, statusOf(lifecycle, to)?.category]
  if (before === undefined || after === undefined || before === after) return
  throw invalid(
    `"${from}" is ${before} and "${to}" is ${after}: merging them would rewrite what became of those records.`,
    `«${from}» از گونهٔ ${before} و «${to}» از گونهٔ ${after} است: ادغامشان سرنوشت آن رکوردها را عوض می‌کند.`,
  )
}

async function writeFiles(files: readonly RewrittenFile[], { folder, name }: OwnLayer): Promise<void> {
  for (const { source, text } of files) {
    const path = source.layer === name ? source.file : join(folder, source.path)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
}

async function putInForce(engine: Engine, { actor, lifecycle }: StatusMigration): Promise<void> {
  if (engine.ruleShelf.from === 'files') {
    const reloaded = await engine.ruleShelf.reload()
    if (reloaded instanceof CrmErrors) throw reloaded
    return
  }
  const published = await publishRules(engine, {
    actor,
    author: actorName(actor),
    note: `status migrate ${lifecycle}`,
    impact: false,
  })
  if (published.outcome === 'published' || published.outcome === 'unchanged') return
  throw invalid(
    'The rewritten files were not published, because cases fail or fields changed: publish them by hand, then ask once more.',
    'فایل‌های بازنویسی‌شده منتشر نشدند، چون نمونه‌ای رد شد یا فیلدی تغییر کرده است: دستی منتشر کنید و دوباره بخواهید.',
  )
}
