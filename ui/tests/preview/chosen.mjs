// Which screens are looked at. Every time: each screen at each size, and each theme at each size, but of the two themes of
// one screen at one size only one, in turn (pairwise). The long form of the tests looks at all of them.

const theme = /-(light|dark)(?=$|-)/;

/** The views whose names hold the word; without a word those of the usual run, or all of them. */
export function chosen(views, word, all) {
  if (word !== '') return views.filter(({ name }) => name.includes(word));
  if (all) return views;
  const screens = [...new Set(views.filter(({ name }) => theme.test(name)).map(({ name }) => name.replace(theme, '')))];
  const wanted = (name) => ['light', 'dark'][screens.indexOf(name.replace(theme, '')) % 2];
  const both = new Set(views.map(({ name }) => name));
  const twin = (name) => name.replace(theme, (_, one) => `-${one === 'light' ? 'dark' : 'light'}`);
  return views.filter(({ name }) => !theme.test(name) || !both.has(twin(name)) || theme.exec(name)[1] === wanted(name));
}
