// The screens without letters, loaded together.
export { default as Broken } from './Broken.svelte';
export { default as ClosedVault } from './ClosedVault.svelte';
export { default as FirstStart } from './FirstStart.svelte';
