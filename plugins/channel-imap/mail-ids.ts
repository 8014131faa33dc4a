/** The ids in a header, as they stand between angle brackets. */
export const idsIn = (text: string | undefined): readonly string[] => text?.match(/<[^<>\s]{1,400}>/g) ?? []
