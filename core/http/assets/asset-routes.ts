import { Hono } from 'hono'
import { CrmError } from '../../errors.js'
import type { HttpEnv } from '../http-env.js'
import { type Asset, readAssets } from './asset-manifest.js'

/** Scripts, styles, drawings and fonts. With `?v=<hash>` they are kept for ever, without it asked for again each time. */
export function assetRoutes(folder: string): Hono<HttpEnv> {
  const assets = readAssets(folder)
  return new Hono<HttpEnv>().get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'))
    if (!asset) throw new CrmError('HTTP_NOT_FOUND', 'There is no such file.')
    const etag = `"${asset.hash}"`
    c.header('Cache-Control', cacheRule(asset, c.req.query('v')))
    c.header('ETag', etag)
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    c.header('Content-Type', asset.type)
    return c.body(asset.body)
  })
}

function cacheRule({ hash }: Asset, version: string | undefined): string {
  return version === hash ? 'public, max-age=31536000, immutable' : 'public, no-cache'
}
