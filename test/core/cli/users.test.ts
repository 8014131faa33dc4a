import { beforeEach, describe, expect, test } from 'vitest'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

let cwd: string

beforeEach(async () => {
  cwd = await deploymentFolder()
  await run('user', 'add', '--name', 'Mina', '--email', 'mina@example.ir', '--role', 'admin')
  await run('user', 'add', '--name', 'Sara', '--email', 'sara@example.ir', '--role', 'rep')
})

const run = (...argv: readonly string[]) => runCommand(argv, { cwd })
const users = async () => JSON.parse((await run('user', 'list', '--json')).stdout).users
const sara = async () => (await users()).find(({ name }: { name: string }) => name === 'Sara')

describe('user', () => {
  test('list names everybody with role and queues', async () => {
    const { stdout } = await run('user', 'list')
    expect(stdout).toMatch(/Sara +sara@example\.ir +rep/)
    expect((await run('user', 'list', '--language', 'fa')).stdout).toContain('نقش')
  })

  test('change gives a role, a limit and leave, and ends who works here no more', async () => {
    expect(await run('user', 'change', 'Sara@Example.ir', '--role', 'manager', '--capacity', '5')).toMatchObject({ code: 0 })
    expect(await sara()).toMatchObject({ role: 'manager', capacity: 5, active: true })
    await run('user', 'change', 'sara@example.ir', '--active', 'no', '--capacity', 'none')
    const changed = await sara()
    expect(changed.active).toBe(false)
    expect(changed.capacity ?? null).toBeNull()
  })

  test('queue says where somebody stands from now on', async () => {
    await run('user', 'queue', 'sara@example.ir', 'inbound')
    expect((await sara()).queues).toEqual(['inbound'])
    await run('user', 'queue', 'sara@example.ir')
    expect((await sara()).queues).toEqual([])
  })

  test.each([
    [['change', 'nobody@example.ir', '--role', 'rep'], 'nobody with the e-mail or id "nobody@example.ir"'],
    [['change', 'sara@example.ir'], 'Say what is to change'],
    [['change', 'sara@example.ir', '--away', 'maybe'], '"maybe" is neither yes nor no'],
    [['change', 'sara@example.ir', '--capacity', 'many'], 'no whole number'],
    [['change', 'sara@example.ir', '--role', 'managr'], 'Did you mean "manager"'],
    [['queue', 'sara@example.ir', 'inbund'], 'There is no queue "inbund"'],
  ])('%j is refused and says why', async (argv, message) => {
    const { code, stderr } = await run('user', ...argv)
    expect(code).not.toBe(0)
    expect(stderr).toContain(message)
  })
})
