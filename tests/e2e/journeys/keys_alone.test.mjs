// The keyboard alone suffices: from the first screen through the login to a letter read, searched and marked.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choose } from '../dialogs.mjs';
import { World, program, until } from '../world.mjs';
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

/** Does what the palette finds by these words, at its first place. */
async function does(words) {
  await window.keys(['Control', 'Shift', 'p']);
  await until('the palette', async () => (await focus()).tag === 'INPUT' && (await window.text()).includes('Hvad vil du gøre?'));
  await window.type(words);
  await until('something to be found', () => window.page.execute(() => document.querySelector('dialog [role=option][aria-selected=true]') !== null));
  await window.keys(['Enter']);
  await until('the palette to be gone', () => window.page.execute(() => document.querySelector('dialog [role=listbox]') === null));
}
const heading = (words) => until(`the heading “${words}”`, () => window.page.execute((words) => [...document.querySelectorAll('h1, h2')].some((one) => one.textContent.includes(words)), words));
const cli = async (...args) => JSON.parse((await world.run(program('postkasse-cli'), ['--json', ...args])).out);
/** One of Mette's own letters, whose opening has no weight, opened from the list of her mailbox. */
async function opensOwn() {
  await does('gå mette');
  await until('her mailbox', () => window.page.execute(() => document.querySelector('h1')?.textContent.includes('Mette Hansen')));
  const own = (await cli('mailboxes')).find(({ kind }) => kind === 'own').id;
  const letter = (await cli('list', '--mailbox', own)).find(({ waits, folder }) => waits === undefined && folder === 'inbox').id;
  await until('its row to have the focus', async () => {
    await window.keys(['j']);
    return (await focus()).letter === letter;
  });
  await window.keys(['Enter']);
  await until('the heading of the letter to have the focus', async () => (await focus()).tag === 'H1');
  return letter;
}

test('one sees everything with a day, ticks it, and takes the tick back', async () => {
  await does('gå gøre');
  await heading('At gøre');
  const before = (await cli('todo')).length;
  assert.ok(before > 0);
  await tabTo('Klaret:').catch(async () => until('a box', async () => {
    await window.keys(['Tab']);
    return window.page.execute(() => document.activeElement.type === 'checkbox');
  }));
  await window.keys([' ']);
  await until('one less', async () => (await cli('todo')).length === before - 1);
  await window.keys([' ']);
  await until('as before', async () => (await cli('todo')).length === before);
});

test('one looks after those one helps, and writes a note', async () => {
  await does('gå hjælper');
  await heading('Dem, du hjælper');
  await tabTo('Skriv et notat om');
  await window.keys(['Enter']);
  await until('the field', async () => (await focus()).tag === 'TEXTAREA');
  await window.type('Ring');
  await tabTo('Gem');
  await window.keys(['Enter']);
  await until('the note', async () => (await cli('helping'))[0].handover?.text === 'Ring');
});

test('one flags a letter, notes and moves it, throws it away, and takes that back', async () => {
  const letter = await opensOwn();
  const row = async () => cli('show', letter);
  const { flag } = await row();
  await window.keys(['b']);
  await until('another flag', async () => (await row()).flag !== flag);
  await window.keys(['n']);
  await heading('Notat');
  await until('the field', async () => {
    if ((await focus()).tag === 'TEXTAREA') return true;
    await window.keys(['Tab']);
    return false;
  });
  await window.type('Husk');
  await tabTo('Gem');
  await window.keys(['Enter']);
  await until('the note', async () => (await row()).note === 'Husk');
  // Kept a moment before the window knows of it.
  await until('the dialog to be gone', () => window.page.execute(() => document.querySelector('dialog[open]') === null));
  await window.keys(['d']);
  await window.says('lagt i Slettet');
  await tabTo('Fortryd');
  await window.keys(['Enter']);
  await window.says('Lagt tilbage');
});

test('one begins an answer or a new letter, and throws it away', async () => {
  await does('skriv nyt');
  await heading('Nyt brev');
  await tabTo('Kassér');
  await window.keys(['Enter']);
  if (await window.page.execute(() => document.querySelector('dialog[open]') !== null)) {
    await tabTo('Kassér');
    await window.keys(['Enter']);
  }
  await until('it to be gone', async () => (await cli('drafts')).length === 0);
});

/** Presses Tab until the focus is on the field with this label. */
async function tabToField(label, most = 60) {
  const there = () => window.page.execute((label) => [...(document.activeElement.labels ?? [])].some((one) => one.textContent.replace(/\s+/g, ' ').trim().startsWith(label)), label);
  for (let n = 0; n < most; n += 1) {
    if (await there()) return;
    await window.keys(['Tab']);
  }
  throw new Error(`${most} tabs did not reach the field “${label}”`);
}

test('one lets somebody read one’s mailbox, and takes that away again', async () => {
  const others = async () => (await world.admin('/admin/persons/mette')).accesses.map(({ person }) => person).filter((one) => one === 'ahmed');
  await does('adgange');
  await heading('Adgange');
  await tabTo('Giv adgang');
  await window.keys(['Enter']);
  await tabToField('CPR-nummer eller CVR-nummer');
  await window.type('150910-0000');
  await tabToField('Hele navnet');
  await window.type('Ahmed Yildiz');
  await tabTo('Giv adgang');
  await window.keys(['Enter']);
  await until('the service to know of it', async () => (await others()).length === 1);
  await window.says('Ahmed Yildiz');
  await tabTo('Fjern adgangen');
  await window.keys(['Enter']);
  await window.says('Det, der allerede er læst');
  await tabTo('Fjern adgangen');
  await window.keys(['Enter']);
  await until('the service to know of that', async () => (await others()).length === 0);
});

test('one adds a file to a letter in the making', async () => {
  const file = join(world.home, 'tegning.txt');
  await writeFile(file, 'En tegning af et skur.');
  await does('skriv nyt');
  await heading('Nyt brev');
  await tabTo('Vedhæft filer');
  await window.keys(['Enter']);
  await choose(world, 'Vælg filer, der skal med brevet', file);
  await window.says('tegning.txt');
  assert.deepEqual((await cli('drafts'))[0].attachments.map(({ filename }) => filename), ['tegning.txt']);
  await tabTo('Kassér');
  await window.keys(['Enter']);
  await until('the question', () => window.page.execute(() => document.querySelector('dialog[open]') !== null));
  await tabTo('Kassér');
  await window.keys(['Enter']);
  await until('it to be gone', async () => (await cli('drafts')).length === 0);
});

test('one reaches every page, and the settings that help one read', async () => {
  for (const [typed, title] of [['adgange', 'Adgange'], ['tilmelding', 'Tilmelding'], ['besked', 'Besked om ny post'], ['tilsluttede', 'Tilsluttede'], ['hjælp og', 'Hjælp og guide'], ['ved og', 'ved og'], ['indstillinger', 'Indstillinger']]) {
    await does(typed);
    await heading(title);
  }
  await tabTo('Vis mindre ad gangen').catch(() => until('the switch', async () => {
    await window.keys(['Tab']);
    return window.page.execute(() => document.activeElement.labels?.[0]?.textContent.includes('Vis mindre ad gangen') === true);
  }));
  await window.keys([' ']);
  await until('the simple form', () => window.page.execute(() => document.documentElement.hasAttribute('data-simple')));
  await window.keys([' ']);
  await until('the usual form', () => window.page.execute(() => !document.documentElement.hasAttribute('data-simple')));
});

test('one fetches, and sees which keys there are', async () => {
  await does('hent post');
  await window.says('Opdateret');
  await window.keys(['Escape']);
  await window.keys(['?']);
  await window.says('Genveje med én tast');
  await window.keys(['Escape']);
  await window.saysNot('Genveje med én tast');
});

test('one locks the window and opens it again', async () => {
  await tabTo('Lås');
  await window.keys(['Enter']);
  await window.says('Postkasse er låst');
  await tabTo('Lås op');
  await window.keys(['Enter']);
  await window.shows('[data-letter]', 30000);
});
