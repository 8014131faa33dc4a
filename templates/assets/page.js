// Makes pages more comfortable; everything works without it.

/** Counts down to the instant by which a lead should have had an answer. */
function tick() {
  for (const element of document.querySelectorAll('[data-answer-by]')) {
    const { answerBy, late, language } = element.dataset
    const seconds = Math.floor((Number(answerBy) - Date.now()) / 1000)
    if (seconds < 0) {
      element.textContent = late
      element.className = 'badge red'
      element.removeAttribute('data-answer-by')
      continue
    }
    element.textContent = clock(seconds, language)
    element.classList.toggle('amber', seconds < 120)
    element.classList.toggle('blue', seconds >= 120)
  }
}

/** Minutes and seconds; from an hour on, nobody counts in minutes. */
function clock(seconds, language) {
  if (seconds >= 3600) {
    const [unit, length] = seconds >= 86_400 ? ['day', 86_400] : ['hour', 3600]
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(seconds / length))
  }
  const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 })
  return `${new Intl.NumberFormat(language).format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`
}

if (document.querySelector('[data-answer-by]')) setInterval(tick, 1000)

/** An open menu closes when the reader goes elsewhere. */
const MENUS = 'details.menu, details.user-menu, details.move-reason'

document.addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll(MENUS)) if (menu.open && !menu.contains(target)) menu.open = false
})

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const menu of document.querySelectorAll(MENUS)) {
    if (!menu.open) continue
    menu.open = false
    menu.querySelector('summary').focus()
  }
})

/**
 * A second press of the same button sends nothing a second time. What is stopped or gets no answer can be sent again
 * after a moment; who is answered leaves this page before.
 */
const AGAIN_AFTER_MS = 8_000

document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return
  const form = event.target
  if (form.method !== 'post') return
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = 'yes'
  setTimeout(() => delete form.dataset.sent, AGAIN_AFTER_MS)
})

// A page that the browser keeps and shows again can send its forms again.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent
})
