/** Writes a whole number as Persian readers do. */
export const persianDigits = (number: number): string =>
  String(number).replaceAll(/\d/g, (digit) => String.fromCodePoint(0x6f0 + Number(digit)))
