/** The check of the packs that come with ai-path, for the build. */
import type { Problem } from '../error.js';
import { formatPath } from '../profile/path.js';
import { builtInPacks } from './builtin.js';
import { checkPack } from './check.js';

/** What is wrong with the built-in packs; a build with such a fault fails. Positions are what tests of the files themselves give. */
export function checkBuiltInPacks(): Problem[] {
  return builtInPacks().flatMap(({ file, pack }) =>
    checkPack(pack, 'built-in').map(({ path, code, message, remedy }) => ({
      code, source: `src/rules/packs/${file}`, path: formatPath(path), message, ...(remedy === undefined ? {} : { remedy }),
    })),
  );
}
