// The pages on the fake core. The address chooses what to look at: ?scene=offline&language=en&theme=dark
import '../../src/style/global.css';
import { mount } from 'svelte';
import App from '../../src/App.svelte';
import { catalogues, load } from '../../src/i18n/say';
import type { Language } from '../../src/platform/types/Language';
import type { Theme } from '../../src/platform/types/Theme';
import { FakeCore } from '../fake-core';
import { pseudo } from '../pseudo';
import { scenes } from './scenes';

const choice = new URLSearchParams(location.search);
// Texts two fifths longer than the Danish ones, in their place.
const danish = await load('da');
if (choice.has('longer')) catalogues.da = pseudo(danish);
const core = new FakeCore((scenes[choice.get('scene') ?? 'post'] ?? scenes.post)?.());
core.world.start.settings = {
  ...core.world.start.settings,
  language: (choice.get('language') ?? 'da') as Language,
  theme: (choice.get('theme') ?? 'light') as Theme,
  simple: choice.has('simple'),
};
// What a form is to be refused for is said by whoever looks at it.
const told: { wrong: string[] } = { wrong: [] };
Object.assign(globalThis, { told });
const { notifyEmail } = core;
core.notifyEmail = (form, secret) => (told.wrong.length > 0 ? Promise.resolve(told.wrong.map((field) => ({ field, text: field === 'to' ? 'error.email.address' : `error.notify.${field}` }))) : notifyEmail(form, secret));
const target = document.getElementById('app');
if (target) mount(App, { target, props: { core } });
