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
/** What it cannot judge: the words on a thing against its name, letter by letter with every stop (axe judges the same as they
 *  are said); sizes of type, where it takes each value with “in” in it, such as “inherit” and “min()”, for inches; and groups
 *  of choices that are in force at once, which it wants in a form, and each form with a button to send it. */
const UNJUDGED = ['QW-ACT-R30', 'QW-WCAG-T28', 'QW-WCAG-T3'];

/** Runs in the page: what is wrong, each with where. */
function findings({ outOfReach, unjudged }) {
  const english = globalThis.locales?.en ?? {};
  const translate = { translate: english, fallback: english };
  const options = { levels: ['A', 'AA'] };
  const data = { sourceHtml: document.documentElement.outerHTML };
  const reached = ({ pointer }) => {
    // Of several dialogs the one that was opened last is in front; it has the focus.
    const modal = document.activeElement?.closest('dialog:modal') ?? [...document.querySelectorAll('dialog:modal')].at(-1) ?? null;
    const element = document.querySelector(pointer);
    return element !== null && element.checkVisibility({ visibilityProperty: true }) && (modal === null || modal.contains(element));
  };
  const reports = [globalThis.ACTRulesRunner, globalThis.WCAGTechniquesRunner].map((Runner) => new Runner(options, translate).configure(options).test(data).getReport());
  const failed = reports.flatMap(({ assertions }) => Object.values(assertions)).flatMap(({ code, name, results }) =>
    results
      .filter(({ verdict, elements }) => verdict === 'failed' && !unjudged.includes(code) && (code !== outOfReach || elements.some(reached)))
      .map(({ resultCode, elements }) => `${code} ${name}: ${resultCode} ${elements?.map(({ pointer }) => pointer).join(', ')}`),
  );
  return [...new Set(failed)];
}

/** The same, asked of a page of the browser. */
export const judge = (page) => page.evaluate(findings, { outOfReach: OUT_OF_REACH, unjudged: UNJUDGED });
