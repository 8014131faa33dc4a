import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const door = (path: string) => `${root}core/${path}`

export default defineConfig({
  resolve: {
    // Tests and examples import the package's own doors; from source, so that no build is needed.
    alias: [
      { find: /^sarnakh$/, replacement: door('index.ts') },
      { find: /^sarnakh\/plugin-api$/, replacement: door('plugin-api/index.ts') },
      { find: /^sarnakh\/rules$/, replacement: door('rule-engine/index.ts') },
      { find: /^sarnakh\/testing$/, replacement: door('testing/index.ts') },
      { find: /^sarnakh\/http$/, replacement: door('http/index.ts') },
    ],
  },
  test: {
    root,
    include: ['test/**/*.test.ts', 'examples/**/*.test.{js,ts}'],
    exclude: ['**/node_modules/**', 'dist/**', 'test/package/**', 'test/fixtures/**'],
    globalSetup: ['test/support/start-postgres.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    typecheck: { include: ['test/types/**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
  },
})
