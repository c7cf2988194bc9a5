// A draft that is thrown away while something about it is under way: it goes, and stays gone.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { again } from '../src/state/again';
import { Drafts } from '../src/state/drafts.svelte';
import { OpenDraft } from '../src/write/open-draft.svelte';
import { FakeCore } from './fake-core';
import { draftView } from './people';
import './setup';

afterEach(cleanup);

/** An answer that comes when the test says so. */
function later<T>() {
  let come: (answer: T) => void = () => {};
  let fail: (why: unknown) => void = () => {};
  const answer = new Promise<T>((done, failed) => ([come, fail] = [done, failed]));
  return { answer, come, fail };
}
/** Lets every answer that is on its way arrive. */
const everyAnswer = () => new Promise((done) => setTimeout(done));
const asked = (core: FakeCore, ...commands: string[]) => core.asked.filter(([name]) => commands.includes(name));
const refused = { code: 'conflict', retry: false, text: 'error.draft.mayHaveLeft', reference: 'r' };

async function opened() {
  const core = new FakeCore({ drafts: [draftView('d1', { subject: 'Halvt', text: '' })] });
  const draft = new OpenDraft(core, 'd1');
  await draft.read();
  return { core, draft };
}
function type(draft: OpenDraft, text: string) {
  draft.text = text;
  draft.typed();
}

describe('a draft that is thrown away', () => {
  test('waits for the save that is under way, and is saved no more', async () => {
    const { core, draft } = await opened();
    const saving = later<ReturnType<typeof draftView>>();
    const change = vi.spyOn(core, 'draftChange').mockReturnValueOnce(saving.answer);
    type(draft, 'Hej');
    const saved = draft.save();
    await everyAnswer();
    type(draft, 'Hej igen');
    const discarded = draft.discard();
    await everyAnswer();
    expect(asked(core, 'draftDiscard')).toEqual([]);
    saving.come(draftView('d1', { subject: 'Halvt', text: 'Hej' }));
    expect(await Promise.all([saved, discarded])).toEqual([true, true]);
    draft.leave();
    await everyAnswer();
    expect(change).toHaveBeenCalledTimes(1);
    expect(asked(core, 'draftDiscard')).toHaveLength(1);
    expect(draft.gone).toBe(true);
  });

  test('goes also while its recipient is being looked up', async () => {
    const { core, draft } = await opened();
    const looking = later<ReturnType<typeof draftView>>();
    vi.spyOn(core, 'draftTo').mockReturnValueOnce(looking.answer);
    const to = draft.to('p1');
    await everyAnswer();
    expect(await draft.discard()).toBe(true);
    looking.fail({ code: 'notFound', retry: false, reference: 'r' });
    expect(await to).toBe(false);
    expect(draft.gone).toBe(true);
  });

  test('is not sent while it goes', async () => {
    const { core, draft } = await opened();
    const going = later<void>();
    vi.spyOn(core, 'draftDiscard').mockReturnValueOnce(going.answer);
    const discarded = draft.discard();
    expect(await draft.send()).toBe(false);
    expect(await draft.discard()).toBe(false);
    going.come();
    expect(await discarded).toBe(true);
    expect(asked(core, 'draftSend')).toEqual([]);
  });

  test('but cannot be keeps what was typed, says why, and saves it', async () => {
    const { core, draft } = await opened();
    vi.spyOn(core, 'draftDiscard').mockRejectedValueOnce(refused);
    type(draft, 'Ikke gemt endnu');
    expect(await draft.discard()).toBe(false);
    expect([draft.text, draft.error?.text, draft.gone]).toEqual(['Ikke gemt endnu', 'error.draft.mayHaveLeft', false]);
    await waitFor(() => expect(core.world.drafts[0]?.text).toBe('Ikke gemt endnu'), { timeout: 3000 });
  });

  test('is off the list at once, and an older answer does not bring it back', async () => {
    const core = new FakeCore({ drafts: [draftView('d1'), draftView('d2')] });
    const drafts = new Drafts(core);
    await drafts.refresh();
    const older = later<ReturnType<typeof draftView>[]>();
    vi.spyOn(core, 'drafts').mockReturnValueOnce(older.answer);
    const refreshed = drafts.refresh();
    drafts.forget('d1');
    expect(drafts.all.map(({ id }) => id)).toEqual(['d2']);
    older.come([draftView('d1'), draftView('d2')]);
    await refreshed;
    expect(drafts.all.map(({ id }) => id)).toEqual(['d2']);
  });

  test('is off the screen though nobody tells that drafts changed and they cannot be read', async () => {
    const core = new FakeCore({ drafts: [draftView('d1', { subject: 'Halvt brev' })] });
    const page = render(App, { core });
    await fireEvent.click(await page.findByRole('button', { name: 'Kladder' }));
    await waitFor(() => fireEvent.click(page.container.querySelector('[data-draft]') as HTMLElement));
    vi.spyOn(core, 'drafts').mockRejectedValue({ code: 'unexpected', retry: true, reference: 'r' });
    await fireEvent.click(await page.findByRole('button', { name: 'Kassér' }));
    await fireEvent.click([...document.querySelectorAll<HTMLElement>('dialog button')].at(-1) as HTMLElement);
    await waitFor(() => expect(page.container.querySelector('[data-draft], textarea')).toBeNull());
  });
});

test('an older text never arrives after a newer one', async () => {
  const { core, draft } = await opened();
  const slow = later<void>();
  const real = core.draftChange;
  vi.spyOn(core, 'draftChange').mockImplementationOnce(async (id, edit) => {
    await slow.answer;
    return real(id, edit);
  });
  type(draft, 'Hej');
  const first = draft.save();
  await everyAnswer();
  type(draft, 'Hej igen');
  const second = draft.save();
  await everyAnswer();
  slow.come();
  await Promise.all([first, second]);
  expect(core.world.drafts[0]?.text).toBe('Hej igen');
  expect([draft.text, draft.saved]).toEqual(['Hej igen', true]);
});

test('what is done again after a failure is done, and never twice at the same time', async () => {
  let [running, most, runs] = [0, 0, 0];
  const answers = [later<void>(), later<void>(), later<void>()];
  const refresh = again(async () => {
    const mine = answers[runs++]!;
    most = Math.max(most, ++running);
    await mine.answer.finally(() => (running -= 1));
  });
  const first = refresh();
  const second = refresh();
  answers[0]!.fail(new Error('away'));
  await expect(first).rejects.toThrow('away');
  // It rests now; what is asked for meanwhile comes with the run after the rest.
  expect(refresh()).toBe(second);
  await waitFor(() => expect(runs).toBe(2), { timeout: 3000 });
  const third = refresh();
  answers[1]!.come();
  answers[2]!.come();
  await Promise.all([second, third]);
  expect([runs, most]).toEqual([3, 1]);
});
