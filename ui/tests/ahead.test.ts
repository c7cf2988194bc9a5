// The first questions of a window, asked ahead: each is answered once by what was asked, and anew when that could not be.
import { expect, test } from 'vitest';
import { ahead } from '../src/platform/ahead';
import type { Core } from '../src/platform/core';
import { FakeCore } from './fake-core';

function counting(): { core: Core; asked: string[] } {
  const asked: string[] = [];
  const fake = new FakeCore();
  const core = new Proxy(fake, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver) as unknown;
      if (typeof member !== 'function') return member;
      return (...words: unknown[]) => {
        asked.push(`${String(name)} ${JSON.stringify(words)}`);
        return (member as (...words: unknown[]) => unknown).apply(target, words);
      };
    },
  }) as unknown as Core;
  return { core: { ...Object.fromEntries(['start', 'accounts', 'mailboxes', 'letters', 'syncState', 'drafts', 'notifyTroubles'].map((name) => [name, core[name as keyof Core]])) } as unknown as Core, asked };
}

test('what was asked ahead is not asked again, but the second time it is', async () => {
  const { core, asked } = counting();
  const early = ahead(core, { limit: 50 });
  expect(asked).toHaveLength(7);
  await early.mailboxes();
  await early.letters({ limit: 50 });
  expect(asked).toHaveLength(7);
  await early.mailboxes();
  expect(asked.at(-1)).toBe('mailboxes []');
});

test('another list than the first is asked for', async () => {
  const { core, asked } = counting();
  const early = ahead(core, { limit: 50 });
  await early.letters({ limit: 50, order: 'oldest' });
  expect(asked.at(-1)).toBe('letters [{"limit":50,"order":"oldest"}]');
});

test('what could not be answered while the mail was closed is asked anew, and says why', async () => {
  let closed = true;
  const { core } = counting();
  const early = ahead({ ...core, mailboxes: () => (closed ? Promise.reject(new Error('locked')) : core.mailboxes()) }, {});
  await expect(early.mailboxes()).rejects.toThrow('locked');
  closed = false;
  await expect(early.mailboxes()).resolves.toBeDefined();
});
