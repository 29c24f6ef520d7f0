// Loaded into a measured process by --import: what it took goes into the file that BENCH_USAGE names, when it ends.
import { writeFileSync } from 'node:fs';

process.once('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(process.env['BENCH_USAGE'] ?? '/dev/null', JSON.stringify({ peakMiB: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
});
