/** How long a session lives without being used. */
export const SESSION_IDLE_MS = 8 * 3_600_000

/** How long a session lives however busy it is. */
export const SESSION_LONGEST_MS = 24 * 3_600_000
