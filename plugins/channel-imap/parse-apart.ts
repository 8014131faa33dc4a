import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { PARSE_PROGRAM } from './parse-program.js'

/** What is read of a mail: texts, cut to a sensible length, and nothing that could run. */
export interface ParsedMail {
  readonly messageId?: string
  readonly inReplyTo?: string
  readonly references?: string
  readonly from?: { readonly address?: string; readonly name?: string }
  readonly to: readonly string[]
  readonly subject: string
  readonly date?: string
  readonly text: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Reports of mail servers that are enclosed, and the heads of the mails that they are about. */
  readonly reports: readonly string[]
}

const LIMITS = { ms: 5_000, megabytes: 64 }

const require = createRequire(import.meta.url)

/**
 * Parses a mail in a thread of its own, for at most five seconds and 64 MB: a mail that is built to harm ends its thread and
 * nothing else. Answers what is wrong where it cannot be read.
 */
export async function parseApart(
  source: Uint8Array,
  { signal }: { readonly signal: AbortSignal },
): Promise<ParsedMail | { readonly problem: string }> {
  const worker = new Worker(PARSE_PROGRAM, {
    eval: true,
    workerData: { source, postalMime: require.resolve('postal-mime'), sanitizeHtml: require.resolve('sanitize-html') },
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.megabytes, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    env: {},
    stdout: true,
    stderr: true,
  })
  const stop = AbortSignal.any([signal, AbortSignal.timeout(LIMITS.ms)])
  try {
    return await new Promise((resolve) => {
      worker.once('message', (answer: ParsedMail | { readonly problem: string }) => resolve(answer))
      worker.once('error', (error: Error) => resolve({ problem: error.message }))
      worker.once('exit', () => resolve({ problem: 'its thread ended' }))
      stop.addEventListener('abort', () => resolve({ problem: 'it took too long' }), { once: true })
    })
  } finally {
    await worker.terminate()
  }
}
