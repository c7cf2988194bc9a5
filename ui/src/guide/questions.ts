// The questions of the readiness guide, in order. Who is not 15 yet is asked fewer.
import type { Key } from '../i18n/index.svelte';
import type { GuideAnswers } from '../platform/types/GuideAnswers';

/** What a question asks for. */
export type Asked = keyof GuideAnswers;
/** A question with its possible answers. */
export interface Question<Name extends Asked = Asked> {
  name: Name;
  title: Key;
  answers: { value: GuideAnswers[Name]; words: Key }[];
}

const question = <Name extends Asked>(name: Name, title: Key, answers: [GuideAnswers[Name], Key][]): Question<Name> => ({
  name,
  title,
  answers: answers.map(([value, words]) => ({ value, words })),
});
const yesNo: [boolean, Key][] = [
  [true, 'guide.yes'],
  [false, 'guide.no'],
];

const all: Question[] = [
  question('helper', 'guide.who', [
    [false, 'guide.who.me'],
    [true, 'guide.who.helper'],
  ]),
  question('age', 'guide.age', [
    ['child', 'guide.age.child'],
    ['young', 'guide.age.young'],
    ['adult', 'guide.age.adult'],
  ]),
  question('home', 'guide.home', [
    ['denmark', 'guide.home.denmark'],
    ['leaving', 'guide.home.leaving'],
    ['abroad', 'guide.home.abroad'],
  ]),
  question('mitid', 'guide.mitid', yesNo),
  question('ability', 'guide.ability', [
    ['alone', 'guide.ability.alone'],
    ['withHelp', 'guide.ability.withHelp'],
    ['cannot', 'guide.ability.cannot'],
  ]),
  question('told', 'guide.told', yesNo),
];

/** What counts for a question that was not asked. */
const usual: GuideAnswers = { helper: false, age: 'adult', home: 'denmark', mitid: true, ability: 'alone', told: false };

/** The questions for who has answered so far. */
export function questions(answers: Partial<GuideAnswers>): Question[] {
  if (answers.age === 'child') return all.filter(({ name }) => ['helper', 'age', 'mitid'].includes(name));
  if (answers.ability === 'cannot') return all.filter(({ name }) => name !== 'told');
  return all;
}

/** The answers with the usual ones where nothing was asked. */
export function complete(answers: Partial<GuideAnswers>): GuideAnswers {
  return { ...usual, ...answers };
}
