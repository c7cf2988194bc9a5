// Looks at every screen in a browser: every scene of the preview at every size, under the content security
// policy of the window. Fails when axe (every rule, any impact) or QualWeb finds anything, when the policy refuses
// something, when a page is wider than its window, when a text is cut off, or when a script fails.
// Usage: npm run screens [-- FOLDER-FOR-PICTURES [WORD-IN-NAME]]; SOAK=1 looks at all of them. Uses the browser and axe of
// tests/e2e.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { chosen as choose } from './chosen.mjs';
import { keptViews } from './kept-views.mjs';
import { clipped } from './clipped.mjs';
import { judge, scripts } from './qualweb.mjs';
import { views } from './views.mjs';

const [pictures, word = ''] = process.argv.slice(2);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const e2e = createRequire(here('../../../tests/e2e/package.json'));
const { chromium } = e2e('playwright-core');
const qualweb = await scripts(e2e.resolve);
const axe = await readFile(e2e.resolve('axe-core/axe.min.js'), 'utf8');

const { app } = JSON.parse(await readFile(here('../../../src-tauri/tauri.conf.json'), 'utf8'));
const policy = Object.entries(app.security.csp).map((directive) => directive.join(' ')).join('; ');

/** Everything that is wrong with one screen; by the second judge, too, if it is looked at twice. */
async function look(browser, url, view, twice) {
  const wrong = [];
  const page = await browser.newPage({ viewport: view.size, reducedMotion: 'reduce', forcedColors: view.forced ? 'active' : 'none' });
  page.on('pageerror', (error) => wrong.push(error.message));
  // What the judges themselves try to do against the policy is not ours.
  let judged = false;
  page.on('console', (message) => !judged && message.text().includes('Content Security Policy') && wrong.push(message.text()));
  try {
    await page.goto(`${url}?${new URLSearchParams(view.choice)}`);
    await page.waitForSelector('h1');
    if (view.textSize) await page.evaluate((size) => (document.documentElement.style.fontSize = size), view.textSize);
    await view.act?.(page);
    await page.evaluate(() => Promise.all([document.fonts.ready, ...document.getAnimations().map(({ finished }) => finished)]));
    if (pictures) await page.screenshot(word.startsWith('docs-') ? { path: join(pictures, `${view.name.slice(5)}.jpg`), quality: 70 } : { path: join(pictures, `${view.name}.png`) });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (tooWide > 0) wrong.push(`${tooWide} px too wide`);
    wrong.push(...(await page.evaluate(clipped)));
    judged = true;
    await page.evaluate(axe);
    // The marks at the ends of the longer texts make every name another than the words on it.
    const rules = 'longer' in view.choice ? { 'label-content-name-mismatch': { enabled: false } } : {};
    const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { resultTypes: ['violations'], rules }), rules);
    wrong.push(...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`));
    if (twice) {
      await page.evaluate(qualweb);
      wrong.push(...(await judge(page)));
    }
  } catch (error) {
    wrong.push(error.message);
  } finally {
    await page.close();
  }
  return wrong;
}

const folder = await mkdtemp(join(tmpdir(), 'postkasse-screens-'));
const configFile = here('./vite.config.ts');
const chosen = word.startsWith('docs-') ? choose(keptViews, word) : choose(views, word, process.env.SOAK === '1');
let browser, server, failed = 0;
try {
  if (pictures) await mkdir(pictures, { recursive: true });
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const headers = { 'content-security-policy': policy };
  server = await preview({ configFile, logLevel: 'error', build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0, headers } });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const [at, view] of chosen.entries()) {
    // The second judge takes his time: every fourth screen as a rule.
    const twice = process.env.SOAK === '1' || word !== '' || at % 4 === 0;
    const wrong = await look(browser, server.resolvedUrls.local[0], view, twice);
    if (wrong.length > 0) failed += 1;
    for (const what of wrong) console.log(`${view.name}: ${what}`);
  }
} finally {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
}
console.log(`${chosen.length - failed} of ${chosen.length} screens without a finding`);
process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;
