// The letters on a person's or a sender's tile.

/** The first letters of the first and the last word: “MH” for “Mette Hansen”. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...(word ?? '')][0] ?? '').join('').toLocaleUpperCase();
}
