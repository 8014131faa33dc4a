/**
 * What runs on the owner's pages: nothing before `sarnakh('consent')`, nothing where the browser asks not to be followed. It keeps
 * one entry in the page's own storage: the visitor's key, the version agreed to, and the marks of the visit, which it hands to
 * forms that are sent to us.
 */
export const TRACKING_SCRIPT = `(function (w, d, n) {
  'use strict'
  var script = d.currentScript
  if (!script) return
  var home = new URL(script.src).origin
  var NAME = 'sarnakh'
  var refused = n.doNotTrack === '1' || w.doNotTrack === '1' || n.globalPrivacyControl === true
  function read() {
    try { return JSON.parse(w.localStorage.getItem(NAME)) } catch (e) { return null }
  }
  function write(state) {
    try { state ? w.localStorage.setItem(NAME, JSON.stringify(state)) : w.localStorage.removeItem(NAME) } catch (e) {}
  }
  function newKey() {
    var key = ''
    w.crypto.getRandomValues(new Uint8Array(16)).forEach(function (b) { key += ('0' + b.toString(16)).slice(-2) })
    return key
  }
  function outside(address) {
    return address && address.split('/')[2] !== w.location.host ? address.slice(0, 1000) : ''
  }
  function marks() {
    var found = {}
    var came = false
    new URLSearchParams(w.location.search).forEach(function (value, name) {
      if (/^utm_|clid$|braid$|^li_fat_id$/.test(name)) { found[name] = value.slice(0, 1000); came = true }
    })
    var referrer = outside(d.referrer)
    if (referrer) { found._referrer = referrer; came = true }
    if (came) found._landing_page = w.location.href.slice(0, 1000)
    return came ? found : null
  }
  function send(fields) {
    n.sendBeacon(home + '/t', new URLSearchParams(fields))
  }
  function look() {
    var state = read()
    if (!state || refused) return
    var now = marks()
    if (now) { state.m = now; write(state) }
    send({ k: state.k, c: state.c, p: w.location.href.slice(0, 4000), t: d.title, r: outside(d.referrer) })
    fill()
  }
  function fill() {
    var state = read()
    if (!state) return
    d.querySelectorAll('form').forEach(function (form) {
      if (form.action.indexOf(home + '/forms/') !== 0) return
      var all = Object.assign({ _visitor: state.k }, state.m)
      Object.keys(all).forEach(function (name) {
        if (form.elements[name]) return
        var input = d.createElement('input')
        input.type = 'hidden'
        input.name = name
        input.value = all[name]
        form.appendChild(input)
      })
    })
  }
  function call(what, given) {
    var state = read()
    if (what === 'consent' && !refused) {
      var version = String((given && given.version) || '')
      if (state) state.c = version
      else state = { k: newKey(), c: version, m: {} }
      write(state)
      look()
    }
    if (what === 'forget') {
      if (state) send({ k: state.k, forget: '1' })
      write(null)
    }
    if (what === 'page') look()
    if (what === 'visitor') return state ? state.k : undefined
  }
  var waiting = (w[NAME] && w[NAME].q) || []
  w[NAME] = call
  waiting.forEach(function (one) { call.apply(null, one) })
  if (!waiting.length) look()
  d.addEventListener('DOMContentLoaded', fill)
})(window, document, navigator)
`
