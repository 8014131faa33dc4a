import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Deployment } from '../deployment/index.js'
import type { CrmError } from '../errors.js'
import type { Registry } from '../registry/index.js'
import { applyFixes, fixIn } from '../rule-engine/index.js'
import { examineRules } from './load-rules.js'
import { changedFiles, type MendedFile, type MendedMistake, NOTHING_MENDED, takeStep } from './mend-progress.js'

/** Mending opens the way to further mending: a file that could not be read shows its other mistakes. */
const MOST_ROUNDS = 10

/** What mending changes, and what is wrong after it; nothing is written yet. */
export interface Mending {
  readonly files: readonly MendedFile[]
  /** Files whose fixes led back to a text that was there before; they are left as they were then. */
  readonly circling: readonly string[]
  readonly mistakes: readonly CrmError[]
}

interface MendRequest {
  readonly deployment: Deployment
  readonly registry: Registry
  /** The instant at which rules are looked at. */
  readonly lintAt: number
  /** Whether a mistake is one for certain; a name that a broken plugin may give is left alone. */
  isCertain(mistake: CrmError): boolean
}

/**
 * Puts right what has one sensible way out, in the deployment's own rule files and never in those of a package or a base
 * outside; again and again until nothing more can be, or a file comes back to what it was.
 */
export async function mendRules(request: MendRequest): Promise<Mending> {
  const { deployment, registry, lintAt } = request
  const { layers } = deployment
  let progress = NOTHING_MENDED
  for (let round = 0; ; round++) {
    const { files, circling } = progress
    const texts = new Map([...files.values()].map(({ file, after }) => [file, after]))
    const { mistakes } = await examineRules({ layers, registry, texts, lintAt })
    const changed = round < MOST_ROUNDS ? await mendOnce({ ...request, mistakes, files, circling }) : []
    if (changed.length === 0) return { files: changedFiles(progress), circling: [...circling], mistakes }
    progress = changed.reduce(takeStep, progress)
  }
}

interface Round extends MendRequest {
  readonly mistakes: readonly CrmError[]
  readonly files: ReadonlyMap<string, MendedFile>
  readonly circling: ReadonlySet<string>
}

async function mendOnce({ deployment, mistakes, files, circling, isCertain }: Round): Promise<readonly MendedFile[]> {
  const byFile = new Map<string, MendedMistake[]>()
  for (const mistake of mistakes) {
    const fix = fixIn(mistake)
    const { file } = mistake.details
    if (!fix || file === undefined || !isCertain(mistake)) continue
    byFile.set(file, [...(byFile.get(file) ?? []), { ...fix, mistake }])
  }
  const changed: MendedFile[] = []
  for (const [file, fixes] of byFile) {
    if (circling.has(file) || !(await isOwn(file, deployment))) continue
    const known = files.get(file)
    const before = known?.after ?? (await readFile(file, 'utf8'))
    const { text, applied } = applyFixes(before, fixes)
    if (text === before) continue
    changed.push({ file, before: known?.before ?? before, after: text, mended: [...(known?.mended ?? []), ...applied] })
  }
  return changed
}

/** Whether a file really lies in the deployment's folder, links followed, and not in a package that is installed there. */
export async function isOwn(file: string, { folder }: Pick<Deployment, 'folder'>): Promise<boolean> {
  const below = relative(await realpath(folder), await realpath(file))
  return !below.startsWith(`..${sep}`) && !below.split(sep).includes('node_modules')
}

/** Writes changed files whole or not at all; one that somebody else changed meanwhile is left as it is. Answers those written. */
export async function writeMended(files: readonly MendedFile[]): Promise<readonly MendedFile[]> {
  const written: MendedFile[] = []
  for (const mended of files) {
    const path = await realpath(mended.file)
    if ((await readFile(path, 'utf8')) !== mended.before) continue
    await replaceFile(path, mended.after)
    written.push(mended)
  }
  return written
}

/** A process that dies in between leaves the old file. */
async function replaceFile(path: string, text: string): Promise<void> {
  const waiting = join(dirname(path), `.${process.pid}-${Date.now()}.mended`)
  const { mode } = await stat(path)
  try {
    const handle = await open(waiting, 'wx', mode)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(waiting, path)
  } finally {
    await rm(waiting, { force: true })
  }
}
