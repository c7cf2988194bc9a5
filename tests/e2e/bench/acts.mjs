// What a person does in the list under a stopwatch: goes to another mailbox, scrolls, opens, searches, filters.
import { beyond, median } from './figures.mjs';
import { RUNS, beginning } from './window.mjs';

/** Runs in the page: goes to the mailbox whose box says so, and says how many ms later its first letter was painted. */
export function switched(owner, done) {
  const before = document.querySelector('[data-letter]')?.dataset.letter;
  const box = [...document.querySelectorAll('.boxes button')].find((button) => button.querySelector('.owner').textContent === owner);
  const began = performance.now();
  box.click();
  const look = () => {
    const first = document.querySelector('[data-letter]');
    if (!first || first.dataset.letter === before) setTimeout(look, 1);
    else requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  };
  look();
}

/** The first switch to Mette's mailbox, which opens it, and the median of those that follow, in ms. */
export async function switches(world) {
  const page = await beginning(world);
  const times = [];
  // From all post, whose first letter may be Mette's, too.
  await page.executeAsync(switched, 'Inger Hansen');
  for (let run = 0; run <= 2 * RUNS; run += 1) {
    times.push(await page.executeAsync(switched, 'Mette Hansen'));
    await page.executeAsync(switched, 'Inger Hansen');
  }
  await page.deleteSession();
  const [first, ...rest] = times;
  return { first, usual: median(rest) };
}

/** Runs in the page: does things in the list one after the other, and says of each how many ms later it was painted. The
 *  web view has no event timing; two frames after the event what it changed is on the screen. */
function lived(done) {
  const pane = () => document.querySelector('.pane');
  const row = (at) => document.querySelectorAll('[data-letter]')[at];
  const field = document.querySelector('input[type=search]');
  const typed = (text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const box = (at) => document.querySelectorAll('.boxes button')[at];
  const times = (n, act) => Array.from({ length: n }, (_, at) => () => act(at));
  const acts = {
    scroll: times(100, () => (pane().scrollTop += 2500)),
    down: [() => row(0).focus(), ...times(50, () => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true })))],
    open: times(20, (at) => row(at).click()),
    search: [...times(5, (at) => typed('kommu'.slice(0, at + 1))), () => typed('')],
    filter: times(6, (at) => document.querySelectorAll('input[name=filter]')[[1, 0, 3, 0, 4, 0][at]].click()),
    sender: times(2, (at) => {
      const order = document.querySelector('.pane header select');
      order.value = ['sender', 'newest'][at];
      order.dispatchEvent(new Event('change', { bubbles: true }));
    }),
    switch: times(6, (at) => box(at % 2).click()),
  };
  const all = Object.entries(acts).flatMap(([what, some]) => some.map((act) => [what, act]));
  const found = [];
  const next = (at) => {
    if (at === all.length) return done(found);
    const began = performance.now();
    all[at][1]();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      found.push([all[at][0], performance.now() - began]);
      setTimeout(() => next(at + 1), 120);
    }));
  };
  next(0);
}

/** What two in a hundred of the things that are done in Mette's mailbox exceed, in ms; the slowest of each kind beside. */
export async function living(world) {
  const page = await beginning(world);
  await page.setTimeout({ script: 300_000 });
  await page.executeAsync(switched, 'Inger Hansen');
  await page.executeAsync(switched, 'Mette Hansen');
  const found = await page.executeAsync(lived);
  await page.deleteSession();
  const slowest = {};
  for (const [what, ms] of found) slowest[what] = Math.round(Math.max(slowest[what] ?? 0, ms));
  console.log(JSON.stringify(slowest));
  return beyond(found.map(([, ms]) => ms), 2);
}
