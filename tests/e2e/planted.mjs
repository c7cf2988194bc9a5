// Looks for planted words in every file below a folder, in the forms in which a program may have written them.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The bytes to look for: UTF-8, UTF-16 both ways, hex in both cases, base64 at each of its three offsets. */
function forms(word) {
  const utf8 = Buffer.from(word, 'utf8');
  const little = Buffer.from(word, 'utf16le');
  const big = Buffer.from(little).swap16();
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), utf8]).toString('base64').replace(/=+$/, '');
    // Only the characters that depend on nothing but the word.
    return Buffer.from(text.slice(before === 0 ? 0 : before + 1, text.length - 2));
  });
  const hex = utf8.toString('hex');
  return [utf8, little, big, Buffer.from(hex), Buffer.from(hex.toUpperCase()), ...base64];
}

/** `file: word` for each word found; a file that vanished while it was looked for is none. */
export async function placesOf(words, folder) {
  const wanted = words.flatMap((word) => forms(word).map((bytes) => [word, bytes]));
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    for (const [word, form] of wanted) if (bytes.includes(form)) found.push(`${path}: ${word}`);
  }
  return found;
}
