import { stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareDataFolder } from '../../../core/deployment/index.js'
import { deploymentFolder } from './deployment-folder.js'

test('the data folder is made with those above it, and one that is there stays', async () => {
  const dataFolder = join(await deploymentFolder(), 'deep', 'data')
  await prepareDataFolder({ dataFolder })
  await prepareDataFolder({ dataFolder })
  expect((await stat(dataFolder)).isDirectory()).toBe(true)
})

test('a file in its place is named', async () => {
  const folder = await deploymentFolder()
  for (const dataFolder of [join(folder, 'sarnakh.json'), join(folder, 'sarnakh.json', 'data')])
    await expect(prepareDataFolder({ dataFolder })).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
      message: expect.stringContaining('a file stands in its place'),
    })
})

test.runIf(process.platform === 'linux').each(['/proc/sarnakh', '/proc/sarnakh/deep/data', '/sys/sarnakh/data', '/proc'])(
  '%s, where the kernel alone writes, is refused instead of being tried for ever',
  async (dataFolder) => {
    await expect(prepareDataFolder({ dataFolder })).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
      message: expect.stringContaining('the kernel shows'),
    })
  },
)

test('a link that leads nowhere is refused', async () => {
  const dataFolder = join(await deploymentFolder(), 'data')
  await symlink(join(dataFolder, 'nowhere'), dataFolder)
  await expect(prepareDataFolder({ dataFolder })).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' })
})
