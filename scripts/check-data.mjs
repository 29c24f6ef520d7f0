// Last step of a build: the built code judges the data it was built with, and a build with faulty data fails.

/** Which module checks what, and the name of its check: a function that returns every problem it finds. */
const CHECKS = [
  { module: 'rules/builtin.js', check: 'checkBuiltInPacks' },
  { module: 'catalogue/catalogue.js', check: 'checkCatalogue' },
];

/** @type {string[]} */
const lines = [];
for (const { module, check } of CHECKS) {
  try {
    const loaded = await import(new URL(`../dist/${module}`, import.meta.url).href);
    if (typeof loaded[check] !== 'function') throw new Error(`it does not export ${check}()`);
    const { formatProblem } = await import(new URL('../dist/error.js', import.meta.url).href);
    for (const problem of loaded[check]()) lines.push(formatProblem(problem, 'en'));
  } catch (error) {
    lines.push(`dist/${module} cannot check its data: ${error instanceof Error ? error.message : error}`);
  }
}
for (const line of lines) console.error(line);
process.exitCode = lines.length === 0 ? 0 : 1;
