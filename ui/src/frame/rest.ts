// What the window does not begin with: it begins with the letters, and the rest is loaded once they are on the screen.
import { warmUp } from '../letter/reader';
import { Later } from '../parts/later.svelte';

/** The pages beside the post. */
export const pageParts = new Later(() => import('./page-parts'));
/** A letter that is open, and one that is written. */
export const letterParts = new Later(() => import('./letter-parts'));
/** What there is to see where there are no letters. */
export const startParts = new Later(() => import('../start/screens'));

/** They are painted by then. */
const SOON = 250;
/** A person who has looked at her letters so long is about to open one. */
const PDF = 1500;

/** Loads the rest in a while; calling what comes back stops that. */
export function loadSoon(): () => void {
  const timers = [
    setTimeout(() => void Promise.all([letterParts, pageParts, startParts].map((part) => part.come())), SOON),
    setTimeout(() => void warmUp(), PDF),
  ];
  return () => timers.forEach(clearTimeout);
}
