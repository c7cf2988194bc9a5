// Lists are lists to everybody: the web view takes those without signs for mere groups, unless their role is written.
import { expect, test } from 'vitest';

const pages = import.meta.glob<string>('../src/**/*.svelte', { query: '?raw', import: 'default', eager: true });

test('every list has its role', () => {
  const bare = Object.entries(pages).filter(([, text]) => /<(ul|ol)(?![^>]*\srole=)[\s>]/.test(text));
  expect(bare.map(([name]) => name)).toEqual([]);
  expect(Object.values(pages).filter((text) => text.includes('<ul role="list"')).length).toBeGreaterThan(10);
});
