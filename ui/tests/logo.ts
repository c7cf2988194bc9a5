// Invented logos for the tests of the pages and for the preview.

/** A round mark with a few bars, in a colour that depends on the sender. */
export function logoPicture(sender: string): string {
  const hue = [...sender].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0) * 47, 0) % 360;
  const bars = [0, 1, 2].map((at) => `<rect x="${28 + at * 15}" y="${30 + at * 6}" width="9" height="${36 - at * 12}" fill="white"/>`).join('');
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><circle cx="48" cy="48" r="46" fill="hsl(${hue} 60% 32%)"/>${bars}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}
