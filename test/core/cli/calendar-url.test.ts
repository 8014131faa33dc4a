import { expect, test } from 'vitest'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

test('calendar url makes an address that is printed alone, and closes it again', async () => {
  const cwd = await deploymentFolder()
  const run = (...argv: readonly string[]) => runCommand(argv, { cwd })
  await run('user', 'add', '--name', 'Sara', '--email', 'sara@example.ir', '--role', 'rep')
  const made = await run('calendar', 'url', '--email', 'Sara@example.ir')
  expect(made.code).toBe(0)
  expect(made.stdout).toMatch(/^http:\/\/localhost:\d+\/calendar\/[\w-]{43}\.ics\n$/)
  expect(made.stderr).toContain('The calendar of Sara')
  expect(await run('calendar', 'url', '--email', 'sara@example.ir', '--revoke')).toMatchObject({
    code: 0,
    stdout: 'The calendar feed of Sara is closed.\n',
  })
  expect((await run('calendar', 'url')).code).toBe(2)
  const unknown = await run('calendar', 'url', '--email', 'nobody@example.ir')
  expect([unknown.code, unknown.stderr.includes('[USER_UNKNOWN]')]).toEqual([1, true])
})
