/** The published record: what each organisation decided, and its profile, read from the files beside this one. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { parseProfiles, type ParsedProfile } from '../../src/profile/parse.js';
import { parseSetClause } from '../../src/profile/set.js';
import { SIDES } from '../../src/profile/vocabulary.js';

const text = z.strictObject({ en: z.string(), zh: z.string() });
const settings = z.array(z.string()).default([]);

const recordSchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      id: z.string(),
      name: text,
      recorded: z.enum(['local', 'api', 'hybrid']),
      workloads: z.record(z.string(), z.strictObject({ side: z.enum(SIDES), name: text })),
      reason: text,
      source: z.url(),
      others: z.array(z.url()).default([]),
      confidence: z.enum(['medium', 'high']),
      inferred: settings,
      reasons: settings,
      as_built: settings,
    }),
  ),
});

export type RecordedCase = z.output<typeof recordSchema>['cases'][number];

/** What is added to the profile that holds stated facts alone: see the head of record.yaml. */
export const VARIANTS = ['stated', 'not_as_built', 'with_inferred', 'with_reasons', 'with_both'] as const;
export type Variant = (typeof VARIANTS)[number];

const ADDED: Readonly<Record<Variant, (recorded: RecordedCase) => readonly string[]>> = {
  stated: () => [],
  not_as_built: ({ as_built }) => as_built,
  with_inferred: ({ inferred }) => inferred,
  with_reasons: ({ reasons }) => reasons,
  with_both: ({ inferred, reasons }) => [...inferred, ...reasons],
};

export interface Case extends RecordedCase {
  readonly profile: ParsedProfile;
}

/** Date and folder are given, so that the script may run it from a bundle. */
export function readCases(folder: URL, variant: Variant): readonly Case[] {
  const { cases } = recordSchema.parse(parse(readFileSync(new URL('record.yaml', folder), 'utf8')));
  return cases.map((recorded) => {
    const file = `${recorded.id}.yaml`;
    const [profile, another] = parseProfiles(readFileSync(new URL(file, folder), 'utf8'), { source: file, set: ADDED[variant](recorded).map(parseSetClause) });
    if (profile === undefined || another !== undefined) throw new Error(`${file} must hold one profile.`);
    return { ...recorded, profile };
  });
}
