import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** A file has no addresses beside it: workers are in it, as texts that the page makes them of. */
const inlineWorkers: Plugin = {
  name: 'inline-workers',
  enforce: 'pre',
  transform: (code) => {
    const found: string[] = [];
    const changed = code.replace(
      /new Worker\(\s*new URL\('([^']+)', import\.meta\.url\),\s*\{[^}]*\},?\s*\)/g,
      (_, path: string) => `new WorkerOf${found.push(path)}()`,
    );
    const imports = found.map((path, at) => `import WorkerOf${at + 1} from '${path}?worker&inline';`);
    return found.length > 0 ? { code: `${imports.join('\n')}\n${changed}`, map: null } : null;
  },
};

/** Only the scripts that are built here run, known by their hashes; whatever the data says, nothing else does, and nothing is fetched. */
const policy: Plugin = {
  name: 'policy',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler: (_, bundle) => {
      const page = bundle['finding.html'];
      if (page?.type !== 'asset') throw new Error('There is no page to write the policy into.');
      const html = String(page.source);
      const scripts = [...html.matchAll(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)];
      const hashes = scripts.map(
        ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
      );
      const rules = [
        "default-src 'none'",
        `script-src ${hashes.join(' ')}`,
        "style-src 'unsafe-inline'",
        'img-src data: blob:',
        'font-src data:',
        'connect-src data:',
        'worker-src blob: data:',
        "base-uri 'none'",
        "form-action 'none'",
      ];
      page.source = html.replace(
        '<!--policy-->',
        () => `<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}" />`,
      );
    },
  },
};

/** The page as one file, which findings are put into. It has no console: there is no database to ask. */
export default defineConfig({
  root: 'client',
  plugins: [inlineWorkers, react(), viteSingleFile({ removeViteModuleLoader: true }), policy],
  publicDir: false,
  resolve: {
    alias: [
      // Their builds for Node have its Buffer, which browsers lack.
      { find: 'csv-parse/stream', replacement: 'csv-parse/browser/esm' },
      { find: 'csv-stringify/sync', replacement: 'csv-stringify/browser/esm/sync' },
      {
        find: /^\.\.\/console\/console\.tsx$/,
        replacement: fileURLToPath(new URL('client/features/finding/no-console.tsx', import.meta.url)),
      },
    ],
  },
  worker: { format: 'iife' },
  build: {
    outDir: '../dist/finding',
    emptyOutDir: true,
    modulePreload: false,
    target: 'es2022',
    chunkSizeWarningLimit: 10_000,
    rollupOptions: { input: fileURLToPath(new URL('client/finding.html', import.meta.url)) },
  },
});
