/** Invented people, the same ones for the same count, from a small generator with a fixed seed. */
export function inventedLeads(count) {
  const next = generator(20_260_101)
  const pick = (list) => list[Math.floor(next() * list.length)]
  return Array.from({ length: count }, (_, index) => ({
    name: `${pick(FIRST)} ${pick(LAST)} ${index}`,
    company: `${pick(COMPANY)} ${Math.floor(next() * 5_000)}`,
    email: `person${index}@example.com`,
    phone: `0912${String(1_000_000 + index).padStart(7, '0')}`,
    city: pick(CITIES),
    employees: Math.floor(next() * 900),
    source: pick(SOURCES),
    message: 'Please call me about the price and the time it takes to begin.',
  }))
}

function generator(seed) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const FIRST = ['Sara', 'Ali', 'Maryam', 'Reza', 'Nika', 'Omid', 'Leila', 'Kian']
const LAST = ['Karimi', 'Moradi', 'Ahmadi', 'Rostami', 'Sadeghi', 'Hosseini']
const COMPANY = ['Alborz Trade', 'Pars Steel', 'Kavir Foods', 'Zagros Soft', 'Caspian Tools']
const CITIES = ['تهران', 'Isfahan', 'شیراز', 'Tabriz', 'Rasht', 'مشهد']
const SOURCES = ['google', 'instagram', 'referral', 'exhibition', 'web site']
