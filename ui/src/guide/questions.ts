// The questions of the readiness guide, in order: first which country it is about, then what that country asks. A child is
// asked fewer.
import type { Key } from '../i18n/index.svelte';
import { countryNames } from '../parts/service';
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

const country = question('country', 'guide.country', [
  ['denmark', countryNames.denmark],
  ['norway', countryNames.norway],
]);
const told = question('told', 'guide.told', yesNo);
const ability = question('ability', 'guide.ability', [
  ['alone', 'guide.ability.alone'],
  ['withHelp', 'guide.ability.withHelp'],
  ['cannot', 'guide.ability.cannot'],
]);
const who = question('helper', 'guide.who', [
  [false, 'guide.who.me'],
  [true, 'guide.who.helper'],
]);

const danish: Question[] = [
  country,
  who,
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
  ability,
  told,
];

const norwegian: Question[] = [
  country,
  who,
  question('age', 'guide.age', [
    ['child', 'guide.age.no.child'],
    ['young', 'guide.age.no.young'],
    ['adult', 'guide.age.adult'],
  ]),
  question('eid', 'guide.eid', [
    ['high', 'guide.eid.high'],
    ['minId', 'guide.eid.minId'],
    ['none', 'guide.eid.none'],
  ]),
  question('mailbox', 'guide.mailbox', [
    ['digipost', 'guide.mailbox.digipost'],
    ['eBoks', 'guide.mailbox.eBoks'],
    ['none', 'guide.mailbox.none'],
  ]),
  ability,
  told,
];

/** What counts for a question that was not asked. */
const usual: GuideAnswers = {
  country: 'denmark',
  helper: false,
  age: 'adult',
  home: 'denmark',
  mitid: true,
  ability: 'alone',
  told: false,
  eid: 'high',
  mailbox: 'none',
};

/** The questions for who has answered so far. */
export function questions(answers: Partial<GuideAnswers>): Question[] {
  const only = (all: Question[], ...names: Asked[]) => all.filter(({ name }) => names.includes(name));
  if (answers.country === 'norway') {
    if (answers.age === 'child') return only(norwegian, 'country', 'helper', 'age');
    if (answers.age === 'young') return only(norwegian, 'country', 'helper', 'age', 'eid', 'told');
    if (answers.ability === 'cannot') return norwegian.filter(({ name }) => name !== 'told');
    return norwegian;
  }
  if (answers.age === 'child') return only(danish, 'country', 'helper', 'age', 'mitid');
  if (answers.ability === 'cannot') return danish.filter(({ name }) => name !== 'told');
  return danish;
}

/** The answers with the usual ones where nothing was asked. */
export function complete(answers: Partial<GuideAnswers>): GuideAnswers {
  return { ...usual, ...answers };
}
