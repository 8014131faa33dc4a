import { serveCrm } from '../../core/cli/serve-crm.js'
import { createSetupToken } from '../../core/http/index.js'
import { openTestCrm, type TestCrm } from '../../core/testing/open-test-crm.js'

/** A CRM in memory, at work behind a port, that nobody has signed in to yet. */
export interface ServedCrm {
  readonly test: TestCrm
  readonly url: string
  /** The page that makes the first administrator. */
  readonly setupUrl: string
  close(): Promise<void>
}

export async function serveTestCrm(): Promise<ServedCrm> {
  const test = await openTestCrm({ start: new Date().toISOString() })
  await test.crm.start()
  const setup = createSetupToken({ now: test.crm.now })
  const served = await serveCrm(test.crm, { host: '127.0.0.1', port: 0, setup })
  return {
    test,
    url: served.url,
    setupUrl: `${served.url}${setup.path}`,
    async close() {
      await served.close(1_000)
      await test.close()
    },
  }
}
