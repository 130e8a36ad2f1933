import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './scripts/compress.ts';

/** In development the page is Vite's, and everything else is a Boardgate that runs beside it. */
const server = process.env.CONSOLE_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/console/',
  plugins: [react(), compress()],
  server: { proxy: Object.fromEntries(['/v1', '/docs', '/healthz'].map((path) => [path, server])) },
  build: {
    // The test that weighs the first load reads it.
    manifest: true,
    // The page's policy allows scripts from files alone, and images from them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
});
