// Shows who is there already while somebody types; the form works without it.

const form = document.querySelector('form[data-known-leads]')
const notice = form?.querySelector('[data-known]')
const FIELDS = ['email', 'phone', 'name', 'company']
const PAUSE_MS = 400
let waiting
let asked = ''

/** Asks once for what stands in the form; an answer to older values is thrown away. */
async function lookUp() {
  const given = FIELDS.map((name) => [name, form.elements[name]?.value.trim() ?? '']).filter(([, value]) => value !== '')
  const query = new URLSearchParams(given).toString()
  if (query === asked) return
  asked = query
  const answer = query === '' ? { leads: [] } : await read(query)
  if (query === asked) show(answer.leads)
}

async function read(query) {
  const response = await fetch(`${form.dataset.knownLeads}?${query}`).catch(() => undefined)
  return response?.ok ? response.json() : { leads: [] }
}

function show(leads) {
  const links = leads.slice(0, 5).map(({ lead }) => {
    const link = document.createElement('a')
    link.href = `/leads/${encodeURIComponent(lead.id)}`
    link.textContent = [lead.name ?? lead.email ?? lead.phone ?? lead.id, lead.company].filter(Boolean).join(' · ')
    link.dir = 'auto'
    return link
  })
  notice
    .querySelector('[data-known-list]')
    .replaceChildren(...links.flatMap((link, index) => (index > 0 ? [' — ', link] : [link])))
  notice.hidden = links.length === 0
}

form?.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(lookUp, PAUSE_MS)
})
