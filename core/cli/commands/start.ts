import { once } from 'node:events'
import type { Crm } from '../../crm/crm.js'
import { openCrm } from '../../crm/open-crm.js'
import { formatBootReport } from '../../registry/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { offerSetup } from '../offer-setup.js'
import { note } from '../output/answer.js'
import { parseCount } from '../parse-arguments.js'
import { seedWhenEmpty } from '../seed-when-empty.js'
import { serveCrm } from '../serve-crm.js'
import { watchRules } from '../watch-rules.js'
import { deploymentOf } from '../with-crm.js'

export interface StartOptions {
  readonly port?: string
  readonly host?: string
  readonly quiet?: boolean
  readonly watch: boolean
}

/** Runs a deployment until it is asked to stop: jobs, pages, API, capture; changed rule files are loaded while it runs. */
export const start = defineCommand<StartOptions>({
  name: 'start',
  options: (command, words) => {
    command
      .option('--port <port>', words.options.port)
      .option('--host <host>', words.options.host)
      .option('--quiet', words.options.quiet)
      .option('--no-watch', words.options.noWatch)
  },
  async run(call) {
    const { port } = call.options
    const listenOn = port === undefined ? undefined : parseCount('--port', port, { min: 0, max: 65_535 })
    const crm = await openCrm(await deploymentOf(call))
    try {
      await runUntilStopped(call, { crm, ...(listenOn === undefined ? {} : { port: listenOn }) })
    } finally {
      await crm.stop()
    }
    note(call, call.words.start.stopped)
    return EXIT.ok
  },
})

const GRACE_MS = 10_000

async function runUntilStopped(call: CommandCall<StartOptions>, { crm, port }: { crm: Crm; port?: number }): Promise<void> {
  const { io, words, options } = call
  const asked = io.signal.aborted ? Promise.resolve() : once(io.signal, 'abort')
  await crm.start()
  if (!options.quiet) note(call, formatBootReport(crm.bootReport()))
  await seedWhenEmpty(call, crm)
  const setup = await offerSetup(crm)
  const served = await serveCrm(crm, {
    port: port ?? crm.deployment.config.http.port,
    host: options.host ?? (setup ? LOOPBACK : crm.deployment.config.http.host),
    ...(setup ? { setup: setup.token } : {}),
  })
  const watcher = options.watch ? watchRules(call, crm) : undefined
  try {
    announce(call, { crm, url: served.url })
    await setup?.announce(call, served.url)
    await asked
    note(call, words.start.stopping)
  } finally {
    await watcher?.close()
    await served.close(GRACE_MS)
    await setup?.forget()
  }
}

/** Nobody but this machine may reach a system whose first administrator is not there yet. */
const LOOPBACK = '127.0.0.1'

function announce({ io, words, options }: CommandCall<StartOptions>, { crm, url }: { crm: Crm; url: string }): void {
  const shown = crm.deployment.config.http.publicUrl ?? url
  io.stdout.write(
    `${options.json ? JSON.stringify({ url, publicUrl: shown, deployment: crm.deployment.config.id }) : words.start.listening(shown)}\n`,
  )
}
