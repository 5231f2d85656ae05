import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Every browser that runs WebGL 2 reads woff2; the woff copies would double what is shipped. */
function woff2Only(): Plugin {
  return {
    name: 'vantage:woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource') || !id.endsWith('.css')) return undefined;
      return { code: code.replace(/, url\([^)]*\.woff\) format\('woff'\)/g, ''), map: null };
    },
  };
}

/**
 * The page itself, the map and its engines are separate downloads. Vite's own preload helper comes first, or it would ride in the
 * chunk of an engine and drag that into the first page.
 */
const GROUPS = [
  { name: 'preload', test: /vite\/preload-helper/, priority: 3 },
  { name: 'maplibre', test: /node_modules\/maplibre-gl/, priority: 2 },
  {
    name: 'deck',
    test: /node_modules\/(@deck\.gl|@luma\.gl|@loaders\.gl|@math\.gl|@probe\.gl|mjolnir\.js)/,
    priority: 1,
  },
];

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [woff2Only(), react()],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../dist/frontend', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // A font subset inlined as base64 would be loaded by everyone; as a file only by who needs its characters.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
});
