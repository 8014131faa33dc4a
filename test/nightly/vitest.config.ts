import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/nightly/**/*.nightly.ts'],
    globalSetup: ['test/support/start-postgres.ts'],
    hookTimeout: 60_000,
    testTimeout: 60 * 60_000,
  },
})
