/// <reference path="./iran-cities-json.d.ts" />
import { shahr } from 'iran-cities-json'
import { foldForSearch, textIn } from '../../core/plugin-api/index.js'
import { englishCities } from './english-cities.js'
import { provinces } from './provinces.js'

/**
 * The id of the province that a text names, in Persian or English and in any usual spelling.
 * @example provinceNamed('استان خراسان رضوی') // 'khorasan-razavi'
 */
export function provinceNamed(text: string): string | undefined {
  return BY_NAME.get(nameKey(text))
}

/** The id of the province a city lies in; nothing for a name that several provinces have. */
export function provinceOfCity(text: string): string | undefined {
  const [only, another] = BY_CITY.get(nameKey(text)) ?? []
  return another === undefined ? only : undefined
}

export function isIran(country: string): boolean {
  return IRAN.has(nameKey(country))
}

/** Without spaces, hyphens and the words for "province" and "city", which people write or leave out as they like. */
function nameKey(text: string): string {
  return foldForSearch(text)
    .replace(/(^|\s)(استان|شهرستان|شهر|province|ostan|state|city|of|county)(?=\s|$)/g, ' ')
    .replace(/[\s\-–_.,،'’]+/g, '')
}

const IRAN: ReadonlySet<string> = new Set(
  ['ایران', 'جمهوری اسلامی ایران', 'Iran', 'IR', 'IRN', 'Islamic Republic of Iran'].map(nameKey),
)

const BY_NAME: ReadonlyMap<string, string> = new Map(
  provinces.flatMap(({ id, name, otherNames }) =>
    [id, textIn(name, 'en'), textIn(name, 'fa'), ...otherNames].map((each) => [nameKey(each), id] as const),
  ),
)

const BY_CITY = citiesByName()

function citiesByName(): ReadonlyMap<string, readonly string[]> {
  const idOf = new Map(provinces.map(({ number, id }) => [number, id]))
  const inPersian = shahr.map(({ name, ostan }) => [nameKey(name), idOf.get(ostan)] as const)
  const inEnglish = Object.entries(englishCities).flatMap(([id, cities]) => cities.map((city) => [nameKey(city), id] as const))
  const found = new Map<string, readonly string[]>()
  for (const [name, id] of [...inPersian, ...inEnglish]) {
    const known = found.get(name) ?? []
    if (id !== undefined && !known.includes(id)) found.set(name, [...known, id])
  }
  return found
}
