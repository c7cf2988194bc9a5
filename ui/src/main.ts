// Starts the pages on the real core.
import './style/global.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { locales, speak } from './i18n/index.svelte';
import { ahead } from './platform/ahead';
import { core } from './platform/tauri';
import type { Language } from './platform/types/Language';
import { PAGE } from './state/list.svelte';

// Before anything else: while the core opens the vault there is time for the rest.
const asked = ahead(core, { limit: PAGE });
// The system's language, until the vault is open and has the person's own.
const { postkasseLanguage: system } = globalThis as { postkasseLanguage?: string };
await speak(system && Object.hasOwn(locales, system) ? (system as Language) : 'da');
const target = document.getElementById('app');
if (target) mount(App, { target, props: { core: asked } });
