/** Types that count as an answer to a lead. */
const RESPONSES = /^(call\.outbound|mail\.sent|meeting|message\.sent)/

/** Whether an activity of this type is our answer to a lead. */
export const isResponse = (type: string): boolean => RESPONSES.test(type)
