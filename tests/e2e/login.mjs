// Logging in from the window, through the real login page in a real browser.
import { AxeSource, WCAG } from './window.mjs';
import { inBrowser } from './browser.mjs';

/** Goes through the login page as `person`; `look` may look at the page before it is sent. */
export async function logIn(address, person, { look, locale = 'da-DK' } = {}) {
  return inBrowser(
    async (page) => {
      await page.goto(address);
      if (look) await look(page);
      await page.locator(`input[name="person"][value="${person}"]`).check();
      await page.locator('button[type="submit"]').first().click();
      await page.waitForURL(/127\.0\.0\.1:\d+\/callback/, { timeout: 15000 });
      return page.locator('body').innerText();
    },
    { locale },
  );
}

/** axe's findings on a page in the browser. */
export async function findingsOn(page) {
  await page.evaluate(await AxeSource);
  return page.evaluate(async (tags) => {
    const result = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  }, WCAG);
}
