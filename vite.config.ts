import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page. In production Express serves what is built here; in development Vite does, and passes the API on. */
export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // Fonts and icons stay files: the content security policy allows none inside the style sheet.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: { proxy: { '/api': process.env.LOOPSCOPE_API ?? 'http://127.0.0.1:4680' } },
});
