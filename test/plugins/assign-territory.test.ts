import { ostan } from 'iran-cities-json'
import { describe, expect, test } from 'vitest'
import { buildRegistry } from '../../core/registry/index.js'
import { aCandidate, aLead, testAssignmentStrategy } from '../../core/testing/contracts/index.js'
import { provinceNamed, provinceOfCity } from '../../plugins/assign-territory/find-province.js'
import { assignTerritory, provinces } from '../../plugins/assign-territory/index.js'
import { territory } from '../../plugins/assign-territory/territory.js'

testAssignmentStrategy({ strategy: territory })

describe('the strategy', () => {
  const north = aCandidate('north', { position: 0, territories: ['gilan', 'mazandaran'], openLeads: 4 })
  const coast = aCandidate('coast', { position: 1, territories: ['gilan'], openLeads: 1 })
  const south = aCandidate('south', { position: 2, territories: ['fars'] })
  const anywhere = aCandidate('anywhere', { position: 3 })
  const all = [north, coast, south, anywhere]
  const choose = async (province: string | undefined, cursor = 0, candidates = all) =>
    territory.choose(candidates, { lead: aLead(province === undefined ? {} : { province }), params: {}, cursor })

  test('gives the lead to who serves its province and has the fewest open leads', async () => {
    expect(await choose('gilan')).toEqual({
      ownerId: 'u-coast',
      leftOut: [
        { userId: 'u-north', reason: 'busier', details: { openLeads: 4, fewest: 1 } },
        { userId: 'u-south', reason: 'other-territory', details: { province: 'gilan', territories: 'fars' } },
        { userId: 'u-anywhere', reason: 'no-territory', details: { province: 'gilan' } },
      ],
      cursor: 2,
    })
  })

  test('gives equals their turns', async () => {
    const equals = [aCandidate('a', { territories: ['qom'] }), aCandidate('b', { position: 1, territories: ['qom'] })]
    expect((await choose('qom', 0, equals)).ownerId).toBe('u-a')
    expect((await choose('qom', 1, equals)).ownerId).toBe('u-b')
  })

  test.each([['yazd'], [undefined]])('leaves the lead to the queue where nobody serves %s', async (province) => {
    const choice = await choose(province)
    expect(choice.ownerId).toBeUndefined()
    expect(choice.cursor).toBeUndefined()
    expect(choice.leftOut.map(({ reason }) => reason)).toEqual([
      'other-territory',
      'other-territory',
      'other-territory',
      'no-territory',
    ])
  })

  test('knows areas that are no provinces by their folded name', async () => {
    const berlin = aCandidate('berlin', { territories: ['Berlin'] })
    expect((await choose(' berlin ', 0, [berlin])).ownerId).toBe('u-berlin')
  })

  test('knows a province of a user however it is written', async () => {
    expect((await choose('tehran', 0, [aCandidate('a', { territories: ['تهران'] })])).ownerId).toBe('u-a')
  })
})

describe('provinces', () => {
  test('are all 31, with ids of their own, and each found by the Persian name in the data of the cities', () => {
    expect(new Set(provinces.map(({ id }) => id)).size).toBe(31)
    for (const { id, name } of ostan) expect(provinceNamed(name)).toBe(provinces.find(({ number }) => number === id)?.id)
  })

  test.each([
    ['tehran', 'tehran'],
    ['تهران', 'tehran'],
    ['استان تهران', 'tehran'],
    ['Tehran Province', 'tehran'],
    ['TEHERAN', 'tehran'],
    ['اصفهان', 'isfahan'],
    ['Esfahan', 'isfahan'],
    ['خراسان رضوي', 'khorasan-razavi'],
    ['Razavi Khorasan', 'khorasan-razavi'],
    ['Khorasan-e Razavi', 'khorasan-razavi'],
    ['چهار محال و بختیاری', 'chaharmahal-bakhtiari'],
    ['سیستان و بلوچستان', 'sistan-baluchestan'],
    ['کهگیلویه و بویر احمد', 'kohgiluyeh-boyer-ahmad'],
    ['كرمان', 'kerman'],
    ['Kordestan', 'kurdistan'],
  ])('"%s" is %s', (text, id) => expect(provinceNamed(text)).toBe(id))

  test.each([[''], ['California'], ['Texas'], ['خراسان'], ['x'.repeat(5_000)]])('"%.20s" is none', (text) => {
    expect(provinceNamed(text)).toBeUndefined()
  })
})

describe('cities', () => {
  test.each([
    ['مشهد', 'khorasan-razavi'],
    ['Mashhad', 'khorasan-razavi'],
    ['شيراز', 'fars'],
    ['Shahr-e Kord', 'chaharmahal-bakhtiari'],
    ['بندرعباس', 'hormozgan'],
    ['Bandar Abbas', 'hormozgan'],
    ['کرج', 'alborz'],
    ['تهران', 'tehran'],
  ])('%s lies in %s', (city, id) => expect(provinceOfCity(city)).toBe(id))

  test('a name that several provinces have is left open', () => {
    expect(provinceOfCity('محمدآباد')).toBeUndefined()
  })

  test('an unknown name is left open', () => expect(provinceOfCity('Berlin')).toBeUndefined())
})

describe('normalising a lead', () => {
  const normalise = async (values: Readonly<Record<string, unknown>>) =>
    (await buildRegistry([assignTerritory]).hooks.filter('lead:normalise', { values })).values

  test('writes the province by its id', async () => {
    expect(await normalise({ province: 'استان فارس', city: 'Shiraz' })).toEqual({ province: 'fars', city: 'Shiraz' })
  })

  test('finds the province by the city where none is given', async () => {
    expect(await normalise({ city: 'تبریز', province: ' ' })).toEqual({ city: 'تبریز', province: 'east-azerbaijan' })
  })

  test('of two provinces with a city of that name the given one counts', async () => {
    expect(await normalise({ city: 'محمدآباد', province: 'کرمان' })).toMatchObject({ province: 'kerman' })
  })

  test.each([
    [{ province: 'Bavaria', city: 'Tehran' }],
    [{ city: 'Berlin' }],
    [{ country: 'US', city: 'Kerman' }],
    [{ province: 7, city: null }],
    [{ province: 'tehran' }],
    [{}],
  ])('leaves %j as it is', async (values) => expect(await normalise(values)).toEqual(values))

  test.each(['IR', 'Iran', 'ایران'])('reads leads from %s', async (country) => {
    expect(await normalise({ country, city: 'Qom' })).toMatchObject({ province: 'qom' })
  })
})
