// The files of a letter in the order in which they are shown: the letter itself, then its attachments.
import { language, locales, t } from '../i18n/index.svelte';
import type { IconName } from '../parts/icons';
import type { FileView } from '../platform/types/FileView';
import type { LetterView } from '../platform/types/LetterView';

/** A file with what its tab says. */
export interface Shown {
  file: FileView;
  label: string;
  main: boolean;
}

/** All files. A document's other variants follow the one that is shown first. */
export function shownFiles(letter: LetterView): Shown[] {
  return letter.documents.flatMap((document) =>
    document.files.map((file, at) => {
      const main = document.kind === 'main' && at === 0;
      return { file, main, label: main ? t('letter.file.main') : at === 0 && document.label ? document.label : file.filename };
    }),
  );
}

/** Whether something of a letter that waits was opened before, and is still here. */
export function hasOlder(letter: LetterView): boolean {
  return letter.waits === 'seen' && shownFiles(letter).some(({ file }) => file.state === 'here');
}

const icons: Record<FileView['shownAs'], IconName> = {
  pdf: 'filePdf',
  html: 'fileText',
  text: 'fileText',
  image: 'fileImage',
  save: 'file',
};

/** The icon of a file. */
export function fileIcon(file: FileView): IconName {
  return icons[file.shownAs];
}

/** Its type as a person says it: the extension of its true name. */
export function fileType(file: FileView): string {
  const at = file.filename.lastIndexOf('.');
  return at < 0 ? '' : file.filename.slice(at + 1).toLocaleUpperCase();
}

/** “17 kB”, “1,2 MB”, “2 GB” */
export function fileSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : bytes < 1_000_000_000 ? [bytes / 1_000_000, 'megabyte'] : [bytes / 1_000_000_000, 'gigabyte'];
  const digits = unit !== 'kilobyte' && value < 10 ? 1 : 0;
  const format = { style: 'unit', unit, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(locales[language()], format).format(Math.max(value, bytes > 0 ? 1 / 10 ** digits : 0));
}
