/** One event on its way to one address, held by a worker. */
export interface ClaimedDelivery {
  readonly id: string
  readonly endpointId: string
  readonly url: string
  /** Keys that sign, newest first. */
  readonly secrets: readonly string[]
  readonly eventId: string
  readonly event: string
  /** The body, in the very letters that are signed. */
  readonly body: string
  /** This try included. */
  readonly attempts: number
}

/** How a try ended. */
export interface DeliveryAnswer {
  readonly token: string
  readonly now: number
  readonly state: 'done' | 'waiting' | 'dead'
  readonly nextAttemptAt?: number
  readonly answerStatus?: number
  readonly problem?: string
}

/** Events until their receivers have them: at least once, in order for each record and address. */
export interface DeliveryStore {
  /**
   * Takes due deliveries to addresses that are switched on, at most a few for each so that none holds up another, and of one
   * record always the oldest.
   */
  claim(request: {
    limit: number
    perEndpoint: number
    /** Deliveries that each address already has under way. */
    busy: ReadonlyMap<string, number>
    now: number
    leaseMs: number
    token: string
  }): Promise<readonly ClaimedDelivery[]>
  /** Answers whether it was still this worker's to say. */
  settle(id: string, answer: DeliveryAnswer): Promise<boolean>
  nextAttempt(): Promise<number | undefined>
  /** Puts one that is done or dead back, to be sent again under its event id; answers whether there was one. */
  redeliver(id: string, now: number): Promise<boolean>
  /** Keys of an address, newest first. */
  secrets(endpointId: string): Promise<readonly string[]>
}
