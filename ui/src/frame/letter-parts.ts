// The panes in the place of the letter, loaded together.
export { default as LetterPane } from '../letter/LetterPane.svelte';
export { default as DraftPane } from '../write/DraftPane.svelte';
