import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSecrets } from '../../../core/deployment/index.js'
import { deploymentFolder } from './deployment-folder.js'

test('a secret comes from the environment, else from the file; one that nobody set is undefined', async () => {
  const folder = await deploymentFolder({ 'secrets.json': { 'meta-app': 'in file', smtp: 'in file' } })
  const secret = await readSecrets({ folder }, { env: { SARNAKH_SECRET_META_APP: 'in environment' } })
  expect([secret('meta-app'), secret('smtp'), secret('toString')]).toEqual(['in environment', 'in file', undefined])
})

test('a deployment without the file has only the secrets of the environment', async () => {
  const secret = await readSecrets({ folder: await deploymentFolder({}) }, { env: { SARNAKH_SECRET_A: 'x' } })
  expect([secret('a'), secret('b')]).toEqual(['x', undefined])
})

test('a file that others can read is warned about, and one that they cannot is not', async () => {
  const folder = await deploymentFolder({ 'secrets.json': { a: 'b' } })
  const file = join(folder, 'secrets.json')
  const warnings: string[] = []
  const options = { env: {}, onWarning: (message: string) => void warnings.push(message) }
  await chmod(file, 0o644)
  await readSecrets({ folder }, options)
  expect(warnings).toEqual([`${file} can be read by others on this machine; run \`chmod 600\` on it.`])
  await chmod(file, 0o600)
  await readSecrets({ folder }, options)
  expect(warnings).toHaveLength(1)
})

test('a secret that is no text is refused at its place, and is not shown', async () => {
  const folder = await deploymentFolder({ 'secrets.json': '{\n "a": 42424242 }' })
  await expect(readSecrets({ folder })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.not.stringContaining('4242'),
    details: { line: 2, column: 7 },
  })
})
