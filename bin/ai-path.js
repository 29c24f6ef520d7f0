#!/usr/bin/env node
// Starts the bundled command line. It also parses on Node versions that are too old, in order to say so.
import { existsSync } from 'node:fs';

const main = new URL('../dist/cli/main.js', import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `ai-path needs Node.js 20.19 or newer, and this is ${process.versions.node}. ` +
      `ai-path 需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。 https://nodejs.org`,
  );
  process.exitCode = 2;
} else if (!existsSync(main)) {
  console.error('ai-path is not built yet: run `npm install && npm run build` in its folder. ai-path 尚未构建：请在其目录中运行 `npm install && npm run build`。');
  process.exitCode = 2;
} else {
  process.exitCode = 3; // holds for every way of ending before main has said how it went
  try {
    const cli = await import(main.href);
    process.exitCode = await cli.main(process.argv.slice(2));
  } catch (error) {
    console.error(error);
  }
}
