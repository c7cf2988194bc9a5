// The rack with many mailboxes: groups, those used last, and hundreds of them put in place a few at a time.
import { cleanup, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import { first, grouped } from '../src/rack/boxes';
import { Mailboxes } from '../src/state/mailboxes.svelte';
import { FakeCore } from './fake-core';
import { everyRight, mailbox } from './people';
import './setup';

afterEach(cleanup);

const companies = (n: number) => Array.from({ length: n }, (_, at) => mailbox(`c${at}`, `Prøvefirma ${at} ApS`, 'company', everyRight, 1));
const many = (n: number) => [mailbox('m1', 'Mette Hansen', 'own', everyRight, 2), ...companies(n)];

describe('the groups', () => {
  test('begin at twenty, with those used last before the others, which stay where they are', () => {
    expect(grouped(many(18)).map(({ key }) => key)).toEqual(['all']);
    const used = many(30).map((box) => (box.id === 'c7' ? { ...box, recent: 2 } : box.id === 'c20' ? { ...box, recent: 1 } : box));
    expect(grouped(used).map(({ key, boxes }) => [key, boxes.length])).toEqual([['recent', 2], ['mine', 1], ['companies', 30]]);
    expect(grouped(used)[0]?.boxes.map(({ id }) => id)).toEqual(['c20', 'c7']);
  });

  test('are cut to what there is room for', () => {
    const groups = grouped(many(30));
    expect(first(groups, 5).map(({ boxes }) => boxes.length)).toEqual([1, 4]);
    expect(first(groups, 1).map(({ key }) => key)).toEqual(['mine']);
    expect(first(groups, 500)).toEqual(groups);
  });
});

test('hundreds of boxes are all there in the end, the first ones at once', async () => {
  const page = render(App, { core: new FakeCore({ mailboxes: many(139) }) });
  const boxes = () => page.container.querySelectorAll('.boxes button').length;
  await waitFor(() => expect(boxes()).toBeGreaterThan(0));
  expect(boxes()).toBeLessThan(100);
  await waitFor(() => expect(boxes()).toBe(140), { timeout: 30000 });
});

test('a mailbox that did not change is not drawn again, and one that did is', async () => {
  const core = new FakeCore({ mailboxes: many(3) });
  const mailboxes = new Mailboxes(core);
  await mailboxes.refresh();
  const before = mailboxes.all;
  core.world.mailboxes = core.world.mailboxes.map((box) => ({ ...box }));
  await mailboxes.refresh();
  expect(mailboxes.all).toBe(before);
  core.world.mailboxes = core.world.mailboxes.map((box) => (box.id === 'c1' ? { ...box, unread: 9 } : { ...box }));
  await mailboxes.refresh();
  expect(mailboxes.all.map((box, at) => box === before[at])).toEqual([true, true, false, true]);
  expect(mailboxes.find('c1')?.unread).toBe(9);
});
