#!/usr/bin/env node
import { getEventListeners } from 'node:events'
import { constants } from 'node:os'
import { runCli } from './run-cli.js'

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // Whoever has something to close waits for this. Where nobody does (yet, or any more), a signal ends the command, as usual.
    if (getEventListeners(stop.signal, 'abort').length === 0) process.exit(128 + constants.signals[name])
    stop.abort()
  })
}
// `sarnakh leads list | head` closes the pipe early; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const { stdout, stderr, stdin, env } = process
const code = await runCli(process.argv.slice(2), { stdout, stderr, stdin, env, cwd: process.cwd(), signal: stop.signal })
// A plugin that keeps a timer must not keep a finished command alive; what was written is flushed first.
stdout.write('', () => process.exit(code))
