// Runs after `npm install` in a clone and before `npm pack` and `npm publish`: whoever gets the package gets a built one.
import { isBuilt } from './fresh.mjs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!hasCompiler()) {
  console.error('TypeScript is not installed (--omit=dev), so ai-path is not built here.');
} else if (!isBuilt(root)) {
  await import('./build.mjs');
}

function hasCompiler() {
  try {
    return Boolean(import.meta.resolve('typescript') && import.meta.resolve('esbuild'));
  } catch {
    return false;
  }
}
