// Takes a picture of every scene of the preview at every size, and lets axe go over it: every rule, any
// impact. Usage: npm run look [-- FOLDER [WORD-IN-NAME]]. Uses the browser and axe of tests/e2e.
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { views } from './views.mjs';

const [folder = 'dist/look', word = ''] = process.argv.slice(2);
const e2e = createRequire(new URL('../../../tests/e2e/package.json', import.meta.url));
const { chromium } = e2e('playwright-core');
const axe = await readFile(e2e.resolve('axe-core/axe.min.js'), 'utf8');

await mkdir(folder, { recursive: true });
const server = await createServer({ configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)), logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
let findings = 0;
for (const view of views.filter(({ name }) => name.includes(word))) {
  const page = await browser.newPage({ viewport: view.size });
  page.on('pageerror', (error) => console.log(`${view.name}: ${error.message}`));
  await page.goto(`${server.resolvedUrls.local[0]}?${new URLSearchParams(view.choice)}`);
  await page.waitForSelector('h1');
  if (view.textSize) await page.addStyleTag({ content: `html { font-size: ${view.textSize} }` });
  await view.act?.(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${view.name}.png`) });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) console.log(`${view.name}: ${wide} px too wide`);
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, nodes } of found.violations) {
    findings += 1;
    console.log(`${view.name}: ${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
  }
  await page.close();
}
console.log(`${findings} findings; pictures in ${folder}`);
await browser.close();
await server.close();
process.exitCode = findings > 0 ? 1 : 0;
