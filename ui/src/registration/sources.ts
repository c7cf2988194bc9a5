// Texts in a row that rest on the same page stand under one source.
import type { FactView } from '../platform/types/FactView';
import type { PageView } from '../platform/types/PageView';

/** Some texts and where they are from. */
export interface Sourced {
  page: PageView;
  texts: string[];
}

/** The same texts in the same order, neighbours of one page together. */
export function bySource(facts: FactView[]): Sourced[] {
  const all: Sourced[] = [];
  for (const { page, text } of facts) {
    const last = all.at(-1);
    if (last?.page.id === page.id) last.texts.push(text);
    else all.push({ page, texts: [text] });
  }
  return all;
}
