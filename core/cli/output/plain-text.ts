/** Text on one line without signs that steer a terminal: what somebody outside wrote must not move the cursor or colour it. */
export function plainText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}
