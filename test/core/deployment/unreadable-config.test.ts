import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDeployment } from '../../../core/deployment/index.js'

test('a configuration that is a folder is an error that names it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-config-'))
  await mkdir(join(folder, 'sarnakh.json'))
  await expect(readDeployment({ folder })).rejects.toMatchObject({
    code: 'CONFIG_UNREADABLE',
    details: { file: join(folder, 'sarnakh.json') },
  })
  await rm(folder, { recursive: true })
})
