/** Types that count as an answer to a lead. */
const RESPONSES = /^(call\.outbound|chat\.outbound|mail\.sent|meeting|message\.sent)/

/** Types by which a customer speaks to us. */
const MESSAGES = /^(call\.(inbound|missed)|chat\.inbound|mail\.received|message\.received)/

/** Whether an activity of this type is a message of the customer, which waits for an answer. */
export const isMessage = (type: string): boolean => MESSAGES.test(type)

/** Whether an activity of this type is our answer to a lead. */
export const isResponse = (type: string): boolean => RESPONSES.test(type)
