import type { LeadInput } from '../../core/plugin-api/index.js'
import { isIran, provinceNamed, provinceOfCity } from './find-province.js'

/**
 * Writes a lead's province as its id: from the province's name, or, where none is given, from a city that lies in one province
 * alone. Names are read in Persian and English. What it does not know, and leads from other countries, stay as they came.
 */
export function fillProvince(input: LeadInput): LeadInput | undefined {
  const { country, province, city } = input.values
  if (typeof country === 'string' && country.trim() !== '' && !isIran(country)) return undefined
  const id = isFilled(province) ? provinceNamed(province) : isFilled(city) ? provinceOfCity(city) : undefined
  return id === undefined || id === province ? undefined : { ...input, values: { ...input.values, province: id } }
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
