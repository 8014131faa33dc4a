/** For whom a page is written. */
export interface Reader {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly calendar: 'gregorian' | 'jalali'
  readonly timeZone: string
}
