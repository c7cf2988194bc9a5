// Logging in as a person does: the real login page in headless Chromium.
import { chromium } from 'playwright-core';

const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--no-first-run', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** Opens a browser, hands its page to `use`, and closes it. */
export async function inBrowser(use, options = {}) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: quiet });
  try {
    return await use(await browser.newPage(options));
  } finally {
    await browser.close();
  }
}
