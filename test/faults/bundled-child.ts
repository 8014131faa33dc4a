import { join } from 'node:path'
import { build } from 'esbuild'
import { packageRoot } from '../../core/package-root.js'

/** Bundles the child into one file that plain Node can run, packages left outside; answers its path. */
export async function bundledChild(name: string): Promise<string> {
  const outfile = join(packageRoot(), 'node_modules', '.cache', 'faults', `${name}-${process.pid}.mjs`)
  await build({
    entryPoints: [join(packageRoot(), 'test', 'faults', `${name}.ts`)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  })
  return outfile
}
