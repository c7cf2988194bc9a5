// QualWeb, a second judge beside axe: its ACT rules and WCAG techniques of level A and AA, run in the page. Its own runner
// wants a browser of its own; the parts that do the work are scripts for the page.
import { readFile } from 'node:fs/promises';

const PARTS = ['@qualweb/qw-page', '@qualweb/util', '@qualweb/locale', '@qualweb/act-rules', '@qualweb/wcag-techniques'];

/** The scripts, found by `resolve`. */
export async function scripts(resolve) {
  const texts = await Promise.all(PARTS.map((name) => readFile(resolve(name), 'utf8')));
  return texts.join('\n;\n');
}

/** What it reports wrongly: it gives the focus to what a modal dialog or a closed part of the page keeps from everybody, and
 *  says that a script takes the focus away. */
const OUT_OF_REACH = 'QW-WCAG-T24';

/** Runs in the page: what is wrong, each with where. The longer texts have marks at their ends, which make every name
 *  another than the words on it. */
function findings({ outOfReach, longer }) {
  const english = globalThis.locales?.en ?? {};
  const translate = { translate: english, fallback: english };
  const options = { levels: ['A', 'AA'] };
  const data = { sourceHtml: document.documentElement.outerHTML };
  const NAMES = 'QW-ACT-R30';
  const reached = ({ pointer }) => {
    const [element, modal] = [document.querySelector(pointer), document.querySelector('dialog:modal')];
    return element !== null && element.checkVisibility({ visibilityProperty: true }) && (modal === null || modal.contains(element));
  };
  const reports = [globalThis.ACTRulesRunner, globalThis.WCAGTechniquesRunner].map((Runner) => new Runner(options, translate).configure(options).test(data).getReport());
  const failed = reports.flatMap(({ assertions }) => Object.values(assertions)).flatMap(({ code, name, results }) =>
    results
      .filter(({ verdict, elements }) => verdict === 'failed' && (code !== outOfReach || elements.some(reached)) && (code !== NAMES || !longer))
      .map(({ resultCode, elements }) => `${code} ${name}: ${resultCode} ${elements?.map(({ pointer }) => pointer).join(', ')}`),
  );
  return [...new Set(failed)];
}

/** The same, asked of a page of the browser. */
export const judge = (page, longer) => page.evaluate(findings, { outOfReach: OUT_OF_REACH, longer });
