// What is already done in this working copy, told in a few milliseconds: dependencies installed as locked, dist/ built from these sources.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Everything that a build reads; generated files follow from the rest. */
const INPUTS = ['src', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Written as the last act of a build that went well: the state of the sources when it began. */
const STAMP = 'dist/.built-from';

/**
 * Whether node_modules/ holds what the lock file asks for. npm leaves a record of what it installed; times say nothing, because git
 * sets them as it checks out. Optional packages may be missing: they are for other systems.
 * @param {string} root
 */
export function isInstalled(root) {
  const installed = packages(join(root, 'node_modules/.package-lock.json'));
  const locked = packages(join(root, 'package-lock.json'));
  return (
    installed !== undefined &&
    locked !== undefined &&
    Object.entries(locked).every(([path, { version, integrity, optional }]) => {
      const found = installed[path];
      return path === '' || (found === undefined ? optional === true : found.version === version && found.integrity === integrity);
    })
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined}
 */
function packages(lockFile) {
  return JSON.parse(read(lockFile) ?? '{}').packages;
}

/** @param {string} root */
export function isBuilt(root) {
  return read(join(root, STAMP)) === stateOfSources(root);
}

/** @param {string} root */
export function stampOf(root) {
  return join(root, STAMP);
}

/**
 * One line a file, with size and time of change: another file, a changed one and a deleted one all make another text.
 * @param {string} root
 */
export function stateOfSources(root) {
  return INPUTS.flatMap((input) => filesOf(root, input))
    .map((file) => {
      const { size, mtimeMs } = statSync(join(root, file));
      return `${file} ${size} ${mtimeMs}\n`;
    })
    .join('');
}

/**
 * @param {string} root
 * @param {string} input
 * @returns {string[]}
 */
function filesOf(root, input) {
  if (!statSync(join(root, input)).isDirectory()) return [input];
  return readdirSync(join(root, input), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.generated.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
