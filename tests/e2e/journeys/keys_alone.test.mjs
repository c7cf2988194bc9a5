// The keyboard alone suffices: from the first screen through the login to a letter read, searched and marked.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { World, until } from '../world.mjs';
import { Window } from '../window.mjs';
import { logIn } from '../login.mjs';

let world, window;
before(async () => {
  world = await World.start({ sandbox: ['--seed', 'demo'] });
  window = await Window.open(world);
});
after(async () => {
  await window?.close().catch(() => {});
  await world?.end();
});

/** What has the focus: its words, and whether a person can see that it has it. */
const focus = () =>
  window.page.execute(() => {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    return {
      words: `${e.getAttribute('aria-label') ?? ''} ${e.textContent}`.replace(/\s+/g, ' ').trim(),
      letter: e.dataset.letter,
      tag: e.tagName,
      ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
    };
  });

/** Presses Tab until the focus is on something with these words. */
async function tabTo(words, most = 60) {
  for (let n = 0; n < most; n += 1) {
    await window.keys(['Tab']);
    const now = await focus();
    // Between the last thing and the first the page itself has the focus, and all words are in it.
    if (now.tag !== 'BODY' && now.words.includes(words)) {
      assert.ok(now.ring, `the focus on “${words}” can be seen`);
      return now;
    }
  }
  throw new Error(`${most} tabs did not reach “${words}”`);
}

test('one logs in', async () => {
  await window.says('Åbn prøvebreve');
  await tabTo('Åbn prøvebreve');
  await window.keys(['Enter']);
  await logIn(await world.openedAddress(), 'mette');
  await window.says('Hansen VVS ApS', 60000);
  await window.shows('[data-letter]', 60000);
});

test('one opens the first letter of the list with two keys and comes back to it', async () => {
  await window.keys(['j']);
  const row = await focus();
  assert.ok(row.letter, 'a row of the list has the focus');
  await window.keys(['Enter']);
  await until('the heading of the letter to have the focus', async () => (await focus()).tag === 'H1');
  await window.keys(['Escape']);
  await until('the row to have the focus again', async () => (await focus()).letter === row.letter);
});

test('one reaches another mailbox', async () => {
  await tabTo('Inger Hansen');
  await window.keys(['Enter']);
  await until('her mailbox', () => window.page.execute(() => document.querySelector('h1')?.textContent.includes('Inger Hansen')));
});

test('one searches, opens what was found, and marks it as unread', async () => {
  await window.keys(['Control', 'k']);
  await window.type('sygehus');
  await window.shows('mark');
  await window.keys(['ArrowDown']);
  await window.keys(['Enter']);
  await until('a letter', async () => (await focus()).tag === 'H1');
  await until('it to be marked as read', async () => (await window.text()).includes('Markér som ulæst'));
  await window.keys(['u']);
  await until('it to be marked as unread', async () => (await window.text()).includes('Markér som læst'));
});

test('one locks the window and opens it again', async () => {
  await tabTo('Lås');
  await window.keys(['Enter']);
  await window.says('Postkasse er låst');
  await tabTo('Lås op');
  await window.keys(['Enter']);
  await window.shows('[data-letter]', 30000);
});
