// Starts the pages on the real core. The way to the core is laid when this file has run and not before, so it is short: it
// asks the first questions, and everything else is loaded while the core opens the vault.
import './style/global.css';
import { ahead } from './platform/ahead';
import { core } from './platform/tauri';
import { PAGE } from './state/page';

const asked = ahead(core, { limit: PAGE });
// Nobody waits for it here: the page counts as loaded only when this file has ended.
void import('./begin').then(({ begin }) => begin(asked));
