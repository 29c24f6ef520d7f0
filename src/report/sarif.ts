/** SARIF 2.1.0: the findings for code scanning, editors and dashboards. One run, whatever the number of profiles. */
import type { Assessment } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { FINDING_TEXT } from '../text/findings.js';
import { findings, OWN, type Finding } from './findings.js';
import { toJson } from './json.js';
import { sanitise } from './layout/sanitise.js';

export function renderSarif(assessments: readonly Assessment[], language: Language): string {
  const all = assessments.flatMap((assessment) => findings(assessment, language));
  const rules = [...new Map(all.map((finding) => [finding.rule, finding])).values()];
  const indexOf = new Map(rules.map(({ rule }, index) => [rule, index]));
  return toJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ai-path',
            ...(assessments[0] === undefined ? {} : { version: sanitise(assessments[0].tool.version) }),
            rules: rules.map((finding) => descriptor(finding, language)),
          },
        },
        language,
        columnKind: 'utf16CodeUnits',
        results: all.map((finding) => result(finding, indexOf.get(finding.rule) ?? -1)),
      },
    ],
  });
}

/** `ai-path explain` knows the rules of packs; what the tool itself says is said in full already. */
function descriptor({ rule, title }: Finding, language: Language): object {
  return { id: rule, shortDescription: { text: title }, ...(rule.startsWith(OWN) ? {} : { help: { text: FINDING_TEXT[language].explain(rule) } }) };
}

function result({ rule, level, title, message, source, at, workload }: Finding, ruleIndex: number): object {
  const physical = source === '-' ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(source) }, ...(at === undefined ? {} : { region: { startLine: at.line, startColumn: at.column } }) } };
  const logical = workload === undefined ? {} : { logicalLocations: [{ name: workload, fullyQualifiedName: `workloads.${workload}`, kind: 'object' }] };
  const location = { ...physical, ...logical };
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text: message === '' ? title : message },
    ...(Object.keys(location).length === 0 ? {} : { locations: [location] }),
    // The same finding stays the same one when lines move.
    partialFingerprints: { 'ruleAndWorkload/v1': `${rule}:${workload ?? ''}` },
  };
}

/** A relative reference stays relative, so that it is found wherever the repository lies. */
function uriOf(source: string): string {
  return source.replace(/^(?:\.\/)+/, '').replaceAll('\\', '/').split('/').map((segment) => encodeURIComponent(segment)).join('/');
}
