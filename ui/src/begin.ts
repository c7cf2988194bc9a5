// Shows the window, once its font and its words are here.
import { mount } from 'svelte';
import App from './App.svelte';
import { locales, speak } from './i18n/index.svelte';
import type { Core } from './platform/core';
import type { Language } from './platform/types/Language';

// Text that is laid out without its font makes the web view look for others that could stand in for it, one for each size
// and weight, and the system takes longer over that than over everything else.
const font = document.fonts.load('1rem "IBM Plex Sans Variable"').catch(() => {});
// The system's language, until the vault is open and has the person's own.
const { postkasseLanguage: system } = globalThis as { postkasseLanguage?: string };
const words = speak(system && Object.hasOwn(locales, system) ? (system as Language) : 'da');

export async function begin(core: Core): Promise<void> {
  await Promise.all([font, words]);
  const target = document.getElementById('app');
  if (target) mount(App, { target, props: { core } });
}
