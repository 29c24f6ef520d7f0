// Cold start beside bare Node, and beside peers that do comparable work. Run after a build: node bench/start.mjs
import { fileURLToPath } from 'node:url';
import { AS_OF, besideBareNode, BIN, table } from './measure.mjs';
import { PEERS, peersInstalled } from './peers.mjs';

const FIVE_WORKLOADS = fileURLToPath(new URL('five-workloads.yaml', import.meta.url));
const RUNS = Number(process.env['BENCH_RUNS'] ?? 21);

const own = [
  { name: 'ai-path --version', args: [BIN, '--version'], target: 1.3 },
  { name: 'ai-path --help', args: [BIN, '--help'], target: 1.3 },
  { name: 'ai-path assess, five workloads', args: [BIN, 'assess', FIVE_WORKLOADS, '--as-of', AS_OF], target: 2.2 },
];
const peers = peersInstalled();
if (typeof peers === 'string') console.log(`Peers are left out: ${peers}\n`);
const others = typeof peers === 'string' ? [] : peers.commands;
const rows = besideBareNode([...own, ...others], RUNS).map(({ name, target, bare, ms, ratio }) => [name, ms.toFixed(0), bare.toFixed(0), `${ratio.toFixed(2)}x`, target === undefined ? '' : `${target}x`]);
console.log(table([`Cold start, ${RUNS} pairs`, 'ms', 'node -e 0', 'ratio', 'goal'], rows));
if (typeof peers !== 'string') console.log(`\nPeers: ${Object.entries(PEERS).map(([name, version]) => `${name} ${version}`).join(', ')}.`);
