/** Where a command's words go: results to `stdout`, everything that is said on the way to `stderr`. */
export interface Outlet {
  write(text: string): unknown
  /** Whether a person watches; only then lines are redrawn. */
  readonly isTTY?: boolean
}

/** The world of a command line, handed in, so that commands run in a test as they run in a terminal. */
export interface CliIo {
  readonly stdout: Outlet
  readonly stderr: Outlet
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder that relative paths count from. */
  readonly cwd: string
  /** Asks long-running commands to end. */
  readonly signal: AbortSignal
}
