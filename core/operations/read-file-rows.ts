import { asError, CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import { pluginContext } from '../intake/plugin-context.js'
import type { MappingDefinition } from '../model/mapping.js'
import type { Awaitable, FileRow } from '../plugin-api/index.js'

/** Which file is read, by which mapping, and who reads it. */
export interface FileToRead {
  readonly source: string
  readonly mapping: string
  readonly file: AsyncIterable<Uint8Array>
  /** The mapping itself, where it is none of the rule files. */
  readonly definition?: MappingDefinition
}

/** The next rows; where reading is over, by the end of the file or by a failure, the last of them say so. */
export interface RowsRead {
  readonly rows: readonly FileRow[]
  readonly isLast: boolean
  readonly failure?: Error
}

/** A file that is being read. */
export interface FileRows {
  take(count: number): Promise<RowsRead>
  /** Tells the plugin that nobody reads on. */
  close(): Promise<void>
}

/**
 * Begins to read a file, with every step of the plugin behind the guard: it has its time limit for each row, not for the file.
 * @throws {CrmError} SOURCE_UNKNOWN, and what the source says before it has read anything.
 */
export async function readFileRows(engine: Engine, { source, mapping, file, definition }: FileToRead): Promise<FileRows> {
  const registered = engine.registry.leadSources.get(source)
  const read = registered?.value.read?.bind(registered.value)
  if (!registered || !read) throw new CrmError('SOURCE_UNKNOWN', `No plugin reads files for the source "${source}".`)
  const { plugin } = registered
  const abort = new AbortController()
  const own = definition ? { definition: () => definition as never } : {}
  const context = { ...pluginContext(engine, { plugin, signal: abort.signal }), ...own, channel: mapping }
  const guarded = <T>(step: () => Awaitable<T>): Promise<T> =>
    engine.registry.call({ plugin, where: `source ${source}, read` }, step).catch(rethrowOwn)
  const rows = await guarded(() => read(file, context)[Symbol.asyncIterator]())
  let isOver = false

  async function take(count: number): Promise<RowsRead> {
    const taken: FileRow[] = []
    try {
      while (!isOver && taken.length < count) {
        const step = await guarded(() => rows.next())
        if (step.done) isOver = true
        else taken.push(step.value)
      }
      return { rows: taken, isLast: isOver }
    } catch (thrown) {
      // A plugin that did not answer in time would not answer to `return` either.
      isOver = true
      return { rows: taken, isLast: true, failure: asError(thrown) }
    }
  }

  async function close(): Promise<void> {
    abort.abort()
    if (!isOver) await guarded(() => rows.return?.()).catch(() => undefined)
  }
  return { take, close }
}

/** What the source says in its own words about a file is told as such; the guard's words are for failures of the plugin. */
function rethrowOwn(thrown: unknown): never {
  throw thrown instanceof CrmError && thrown.cause instanceof CrmError ? thrown.cause : thrown
}
