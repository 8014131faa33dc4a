import { beforeEach, describe, expect, test } from 'vitest'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

let cwd: string

beforeEach(async () => {
  cwd = await deploymentFolder()
})

const run = (...argv: readonly string[]) => runCommand(argv, { cwd })
const webShop = ['key', 'add', '--name', 'Web shop', '--scope', 'capture', 'lead:read']

describe('key', () => {
  test('add prints the whole key alone on stdout, and list never shows it again', async () => {
    const added = await run(...webShop, '--expires', '2999-03-21')
    expect(added.code).toBe(0)
    expect(added.stdout).toMatch(/^lk_[0-9a-f-]{36}_[\w-]{43}\n$/)
    expect(added.stderr).toContain('not shown again')
    const list = await run('key', 'list')
    expect(list.stdout).toMatch(/Web shop +capture lead:read .* 2999.* never/)
    const { keys } = JSON.parse((await run('key', 'list', '--json')).stdout)
    expect(keys).toEqual([
      expect.objectContaining({ name: 'Web shop', scopes: ['capture', 'lead:read'], expiresAt: Date.UTC(2999, 2, 21) }),
    ])
    const secret = added.stdout.trim().split('_').slice(2).join('_')
    expect(list.stdout + JSON.stringify(keys)).not.toContain(secret)
    expect(keys[0]).not.toHaveProperty('hash')
  })

  test('revoke ends a key by its id or by the key itself, once', async () => {
    const first = JSON.parse((await run(...webShop, '--json')).stdout)
    const second = JSON.parse((await run(...webShop, '--json')).stdout)
    expect(await run('key', 'revoke', first.key.id)).toMatchObject({ code: 0, stdout: 'The key "Web shop" has ended.\n' })
    expect((await run('key', 'revoke', second.text)).code).toBe(0)
    expect((await run('key', 'list')).stdout).toBe('There are no keys.\n')
    const again = await run('key', 'revoke', second.text)
    expect(again.code).toBe(1)
    expect(again.stderr).toContain('[API_KEY_UNKNOWN]')
    expect(again.stderr).not.toContain(second.text)
  })

  test.each([
    [['--scope', 'capture'], '--name'],
    [['--name', ' ', '--scope', 'capture'], '--name'],
    [['--name', 'x'], '--scope: say what the key allows, among: capture, lead:read'],
    [['--name', 'x', '--scope', 'lead:reed'], 'Did you mean "lead:read"? Known: capture, '],
    [['--name', 'x', '--scope', 'capture', '--expires', 'soon'], '--expires: "soon" is no day'],
    [['--name', 'x', '--scope', 'capture', '--expires', '2001-01-01'], '--expires: "2001-01-01" is over already'],
  ])('add %j ends with 2 and says what is wrong', async (argv, message) => {
    const { code, stdout, stderr } = await run('key', 'add', ...argv)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  test('is told of in Persian when that is the language', async () => {
    expect((await run('key', 'list', '--language', 'fa')).stdout).toBe('کلیدی نیست.\n')
    expect((await run(...webShop, '--language', 'fa')).stderr).toContain('ساخته شد')
  })
})
