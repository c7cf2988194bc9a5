// The accessibility tree of the window, as a screen reader is given it, beside the one that was read through and kept in
// trees/. With UPDATE=1 it is kept anew: read it as somebody who sees nothing before you commit it.
import assert from 'node:assert/strict';
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './world.mjs';

const reader = join(import.meta.dirname, 'tree.py');
const folder = join(import.meta.dirname, 'trees');

/** The whole tree, read when nothing in it changes any longer. */
async function read(scene) {
  await scene.window.settles();
  let last;
  return until('a tree that stays as it is', async () => {
    // The Python for which Debian has the module.
    const { code, out, errors } = await scene.world.run('/usr/bin/python3', [reader, 'postkasse-app']);
    if (code !== 0) throw new Error(errors);
    const before = last;
    last = out;
    return out === before && out;
  });
}

/** The object that is first with such a line, and all in it, as a tree of its own. */
function part(tree, line) {
  const lines = tree.split('\n');
  const from = lines.findIndex((one) => one.trim().startsWith(line));
  assert.ok(from >= 0, `${line} in\n${tree}`);
  const depth = (one) => one.length - one.trimStart().length;
  const own = depth(lines[from]);
  const after = lines.findIndex((one, at) => at > from && depth(one) <= own);
  return lines.slice(from, after < 0 ? undefined : after).map((one) => one.slice(own)).join('\n');
}

/** What differs from run to run, by plain words: the time, today, and how far off a day is. */
function plain(tree) {
  return tree
    .replaceAll(/(?<![\d.])\d{1,2}\.\d{2}(?!\.?\d)/g, 'TIME')
    .replaceAll(/I dag · \S+ den \d+\. [a-z]+/g, 'I dag · TODAY')
    .replaceAll(/Om [\d.]+ dage/g, 'Om SOME dage');
}

/** Runs in the page: every text that is shown or said in this part of it, as it stands. */
function texts(selector) {
  const walk = document.createTreeWalker([...document.querySelectorAll(selector)].at(-1), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const [text, holds] = [walk.currentNode.textContent, walk.currentNode.parentElement];
    if (holds.closest('[aria-hidden="true"], [inert], script, style, option, textarea')) continue;
    if (holds.checkVisibility({ visibilityProperty: true })) found.push(text);
  }
  return found;
}

/** Letters and digits alone: where one text ends and another begins is said by other signs. */
const bare = (text) => text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** The texts that are there more often than they can be heard. */
function missing(written, tree) {
  // Each blank twice, so that of two alike in a row each has its own.
  const heard = ` ${bare(tree)} `.replaceAll(' ', '  ');
  const all = written.map(bare).filter((text) => text !== '');
  const times = (text) => all.filter((one) => one === text).length;
  return [...new Set(all)].filter((text) => heard.split(`  ${text.replaceAll(' ', '  ')}  `).length - 1 < times(text));
}

const WORKED_WITH = /^ *(push button|toggle button|check box|radio button|combo box|entry|password text|link|page tab|tree item|menu item|heading|image|table|dialog)( \(|:|$)/;

/** What no screen should have: an object without a name or a kind, and a heading that is two levels below the last. */
function wrong(tree) {
  const lines = tree.split('\n');
  const levels = lines.flatMap((line) => /heading .*\(level (\d)/.exec(line)?.[1] ?? []).map(Number);
  return [
    ...lines.filter((line) => WORKED_WITH.test(line) || /^ *unknown/.test(line)),
    ...levels.filter((level, at) => at > 0 && level > levels[at - 1] + 1).map((level) => `a heading of level ${level} that skips one`),
  ];
}

/** This part of the screen (the line that it begins with, and its selector) is as it was kept under this name; whatever
 *  is written there can be heard, and everything in it has a name. */
export async function reads(scene, name, [line, selector] = ['document web', 'body']) {
  const tree = part(await read(scene), line);
  const found = `${plain(tree).trimEnd()}\n`;
  const file = join(folder, `${name}.txt`);
  if (process.env.UPDATE) {
    await mkdir(folder, { recursive: true });
    await writeFile(file, found);
  }
  assert.deepEqual(missing(await scene.window.page.execute(texts, selector), tree), [], `texts of “${name}” that are not in the tree`);
  assert.deepEqual(wrong(tree), [], `objects of “${name}” that say too little`);
  assert.equal(found, await readFile(file, 'utf8'), `the tree of “${name}”`);
}
