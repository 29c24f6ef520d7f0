/** Profiles to begin with, one for each kind of organisation: the data of `templates/`, as the build compiled it. */
import { TEMPLATES_JSON } from './templates.generated.js';
import type { ORGANISATION_KINDS, Question, Task, Text } from './vocabulary.js';

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export interface KindTemplate {
  /** For the middle of a sentence: "a law firm". */
  readonly title: Text;
  /** What its organisation is called until somebody fills in the name. */
  readonly name: Text;
  /** Fields of the organisation that rules for this kind ask about. */
  readonly asks?: readonly string[];
  readonly workloads: readonly TemplateWorkload[];
}

export interface TemplateWorkload extends Readonly<Partial<Record<Question, string>>> {
  readonly id: string;
  readonly name: Text;
  readonly task: Task;
  readonly data: { readonly contains: readonly string[]; readonly form: string; readonly audience: string };
}

let read: Readonly<Record<OrganisationKind, KindTemplate>> | undefined;

export function kindTemplate(kind: OrganisationKind): KindTemplate {
  read ??= JSON.parse(TEMPLATES_JSON) as Readonly<Record<OrganisationKind, KindTemplate>>;
  return read[kind];
}
