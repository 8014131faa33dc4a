import type { Context } from 'hono'
import type { HttpEnv } from '../http-env.js'

/**
 * Serves the script that puts a form into somebody else's page:
 * `<script src="https://crm.example/embed.js" data-form="contact" async></script>`.
 */
export function embedScript(c: Context<HttpEnv>): Response {
  c.header('Content-Type', 'text/javascript; charset=utf-8')
  c.header('Cache-Control', 'public, max-age=3600')
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  return c.body(SCRIPT)
}

const SCRIPT = `(function () {
  var script = document.currentScript
  if (!script || !script.dataset.form) return
  var target = new URL('/embed/' + encodeURIComponent(script.dataset.form), script.src)
  new URLSearchParams(location.search).forEach(function (value, name) {
    if (/^utm_|clid$|braid$|^li_fat_id$/.test(name)) target.searchParams.set(name, value.slice(0, 1000))
  })
  try {
    var kept = JSON.parse(localStorage.getItem('sarnakh'))
    Object.keys(kept.m || {}).forEach(function (name) {
      if (!target.searchParams.has(name)) target.searchParams.set(name, kept.m[name])
    })
    target.searchParams.set('_visitor', kept.k)
  } catch (e) {}
  if (document.referrer && !target.searchParams.has('_referrer')) target.searchParams.set('_referrer', document.referrer.slice(0, 1000))
  if (!target.searchParams.has('_landing_page')) target.searchParams.set('_landing_page', location.href.slice(0, 1000))
  var lang = script.dataset.lang || document.documentElement.lang.slice(0, 2)
  if (lang) target.searchParams.set('lang', lang)
  var frame = document.createElement('iframe')
  frame.src = target.href
  frame.title = script.dataset.title || 'Form'
  frame.loading = 'lazy'
  frame.width = '100%'
  frame.height = script.dataset.height || '640'
  frame.setAttribute('frameborder', '0')
  script.parentNode.insertBefore(frame, script)
})()
`
