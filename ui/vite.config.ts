// How the pages are built for the window: every style, font and worker a file of its own, because the
// window's content security policy takes nothing inline. Tests run with the same parts, in jsdom.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  base: '/',
  plugins: [svelte()],
  // In tests Svelte must come as it is in a browser, not as it is on a server.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: {
    target: 'safari17.5',
    assetsInlineLimit: 0,
    // One file of styles: they lie inside the program, and what is loaded later does not wait for its own.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    env: { TZ: 'Europe/Copenhagen' },
    // A page that is drawn beside other builds takes seconds; one that never comes is still told.
    testTimeout: 30_000,
  },
}));
