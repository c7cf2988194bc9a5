// The page on which a person chooses how she is told of letters, for its tests: shown, and reached into.
import { fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { expect } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { fresh, type ToldWorld } from './told';

/** The page, after everything that it asks at first was answered. */
export async function show(told: ToldWorld = fresh(), world: Partial<World> = {}) {
  const core = new FakeCore({ told, ...world });
  const page = render(App, { core });
  await click(await page.findByRole('button', { name: 'Besked om ny post' }));
  await waitFor(() => expect(page.container.querySelectorAll('[data-channel]')).toHaveLength(3));
  await waitFor(() => expect(askedFor(core, 'notifyShow')).toContainEqual([true]));
  return { core, page };
}

export const askedFor = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
/** A channel's part of the page. */
export const card = (channel: string) => within(document.querySelector(`[data-channel="${channel}"]`) as HTMLElement);
export const click = (element: HTMLElement) => fireEvent.click(element);
export const fill = (field: HTMLElement, value: string) => fireEvent.input(field, { target: { value } });
/** Opens what else can be chosen for a channel. */
export const more = (channel: string, name: string) => click(card(channel).getByRole('button', { name: `Flere valg: ${name}` }));
