// What the first PDF will need is large: it is loaded when the letters are on the screen and nothing else is to be done.

/** A person who has seen her letters is about to open one. */
const SOON = 1500;

/** Loads the PDF reader in a while; calling what comes back stops that. */
export function loadReaderSoon(): () => void {
  // If it cannot be loaded now, it is loaded with the first PDF, which says what went wrong.
  const timer = setTimeout(() => void import('./PdfView.svelte').catch(() => {}), SOON);
  return () => clearTimeout(timer);
}
