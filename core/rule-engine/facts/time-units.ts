/** Milliseconds in each unit of the fact `elapsed`. */
export const TIME_UNITS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const

export type TimeUnit = keyof typeof TIME_UNITS
