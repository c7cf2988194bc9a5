// Sums of money. They come in hundredths of their currency, and are written as the language writes them.
import { language, locales } from '../i18n/index.svelte';

/** “1.240,50 kr.”; a currency that nobody knows stands behind the number as it came. */
export function money(hundredths: number, currency: string): string {
  const locale = locales[language()];
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(hundredths / 100);
  } catch {
    const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(hundredths / 100);
    return [number, currency].filter(Boolean).join(' ');
  }
}
