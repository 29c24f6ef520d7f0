import { describe, expect, it } from 'vitest';
import { FIRMNESS } from '../../src/assessment/terms.js';
import { askStep, changeSentence, conditionStep, firmnessSentence, gatewayStep, hybridSentence, liftStep, optionTitle, recheckStep, startStep, stayStep, testStep, whyRuledSentence, whySentence, type FirmnessParams } from '../../src/text/assessment.js';

const BASE: FirmnessParams = { recommendation: 'api', firmness: 'likely', side: 'api', share: 0.87, openQuestions: [], exact: true, blockedBy: [] };
const firm = (language: 'en' | 'zh', more: Partial<FirmnessParams>): string => firmnessSentence[language]({ ...BASE, ...more });

describe('how firm it is', () => {
  it.each([
    [{ firmness: 'gate', blockedBy: ['House rule'] }, 'Fixed by a rule: “House rule” rules LOCAL out, so nothing was weighed.', '规则锁定：“House rule”排除了自部署，未作权衡。'],
    [{ firmness: 'only_option' }, 'The only way there is: there is no LOCAL option to compare with.', '唯一可行：没有自部署方案可供比较。'],
    [{ firmness: 'decided' }, 'Decided: API stays best in every weighting considered.', '已成定局：在所考察的每一种权重组合下，都以商用 API 为优。'],
    [{ firmness: 'decided', openQuestions: ['Budget'] }, 'Decided: no open answer and no weighting considered changes it (open: budget).', '已成定局：无论未定答案（Budget）如何、权重怎样取，结论都不变。'],
    [{ firmness: 'robust', share: 0.98 }, 'Robust: API is best in nearly all weightings considered.', '稳固：在所考察的权重组合中，几乎全部以商用 API 为优。'],
    [{ firmness: 'likely' }, 'Likely: API is best in about 9 of 10 weightings considered.', '较有把握：在所考察的权重组合中，约九成以商用 API 为优。'],
    [{ firmness: 'leaning', share: 0.7, exact: false }, 'Leaning to API, no more than that: it is best in about 7 of 10 weightings considered, by sampling.', '略占上风，仅此而已：在所考察的权重组合中，约七成以商用 API 为优（抽样估计）。'],
    [{ firmness: 'close', share: 0.55, openQuestions: ['Budget', 'Stage'] }, 'Too close to call: API is ahead by too little to count, and best in about 6 of 10 combinations of weightings and open answers (budget and stage). Test before you commit.', '势均力敌：商用 API 领先甚微，不足为凭；把未定答案（Budget、Stage）与权重一并组合考察，约六成以商用 API 为优。投入之前，请先试点。'],
    [{ firmness: 'close', share: 0.5, openQuestions: ['Terms'], againstCriteria: 'local' }, 'Too close to call: by the criteria alone LOCAL leads; with the rules that hang on open answers, API is best in about half of the combinations of weightings and open answers (terms). Test before you commit.', '势均力敌：仅就准则而言，自部署领先；计入取决于未定答案的规则后，把未定答案（Terms）与权重一并组合考察，约一半以商用 API 为优。投入之前，请先试点。'],
    [{ firmness: 'leaning', share: 0.7, againstCriteria: 'none' }, 'Leaning to API, no more than that: by the criteria alone neither side leads; with the rules that hang on open answers, API is best in about 7 of 10 weightings considered.', '略占上风，仅此而已：仅就准则而言，双方不分高下；计入取决于未定答案的规则后，在所考察的权重组合中，约七成以商用 API 为优。'],
    [{ firmness: null, side: 'none', recommendation: 'none', blockedBy: ['A', 'B'] }, 'No way to run it is left as things stand: “A” and “B” bar every option.', '就目前情况看，没有可行的运行方式：“A”、“B”把所有方案都排除了。'],
    [{ weakest: 'chat' }, 'Least firm is the class “chat”. Likely: API is best in about 9 of 10 weightings considered.', '最不稳的是“chat”这一类。较有把握：在所考察的权重组合中，约九成以商用 API 为优。'],
  ] as const)('%j', (more, en, zh) => {
    expect(firm('en', more)).toBe(en);
    expect(firm('zh', more)).toBe(zh);
  });

  it('has a sentence of its own for every grade, and none that promises success', () => {
    for (const language of ['en', 'zh'] as const) {
      const sentences = FIRMNESS.flatMap((firmness) => [firm(language, { firmness }), firm(language, { firmness, side: 'local', openQuestions: ['x'] })]);
      expect(new Set(sentences).size).toBe(sentences.length);
      for (const sentence of sentences) expect(sentence).not.toMatch(/complian|合规|probab|chance|概率|%/i);
    }
  });
});

describe('why', () => {
  const data = { title: 'Data control', clauses: ['R2', 'D3'] };
  const cost = { title: 'Cost', clauses: ['R1'] };
  it.each([
    [{ side: 'local', criteria: [data], against: [cost] }, 'Data control (R2, D3) speaks for LOCAL; cost (R1) speaks for API.'],
    [{ side: 'local', criteria: [data, cost], against: [] }, 'Data control (R2, D3) and cost (R1) speak for LOCAL; no criterion speaks for API.'],
    [{ side: 'api', criteria: [], against: [cost] }, 'Cost (R1) speaks for LOCAL, and nothing weighs as much for API.'],
    [{ side: 'api', criteria: [], against: [] }, 'No criterion tells the two sides apart.'],
  ] as const)('%j', (params, text) => {
    expect(whySentence.en(params)).toBe(text);
  });

  it('puts rules before criteria', () => {
    expect(whyRuledSentence.en({ side: 'local', reasons: ['Data may not leave'] })).toBe('Rules come before criteria, and they leave only LOCAL. Data may not leave.');
    expect(whyRuledSentence.zh({ side: 'none', reasons: ['数据不得外流'] })).toBe('规则先于准则，眼下已无可权衡的余地。数据不得外流。');
  });

  it('names what goes where', () => {
    const parts = [{ name: 'cards', share: 0.3, side: 'local' }, { name: 'rest', share: 0.7, side: 'api' }] as const;
    expect(hybridSentence.en({ parts })).toBe('Split by kind of request: “cards” (30%) runs locally and “rest” (70%) goes to an API.');
    expect(hybridSentence.zh({ parts })).toBe('按请求类别分流：“cards”（30%）自部署，“rest”（70%）走商用 API。');
  });
});

describe('what would change it', () => {
  const flip = { title: 'Budget', from: 'tight', to: 'ample', side: 'api' } as const;
  it.each([
    [{ flip, none: false }, 'It would become API if budget were “ample” instead of “tight”.'],
    [{ flip, none: false, part: 'chat' }, '“chat” would become API if budget were “ample” instead of “tight”.'],
    [{ flip: { ...flip, side: 'none' }, none: false }, 'It would be left with no way to run if budget were “ample” instead of “tight”.'],
    [{ none: true }, 'None of your answers would change it, nor would two or three of them together.'],
    [{ none: false }, 'None of your answers would change it, nor would two or three of them together; a fact that a rule asks for may.'],
    [{ none: false, cutShort: true }, 'None of your answers would change it alone; so much is open that not every two or three of them together were tried.'],
    [{ none: false, fixedBy: ['No outside party'] }, 'None of your answers would change it, nor would two or three of them together: “No outside party” would have to go.'],
  ] as const)('%j', (params, text) => {
    expect(changeSentence.en(params)).toBe(text);
  });
});

describe('next steps', () => {
  it('test the leader against a pass mark', () => {
    expect(testStep.en({ leader: 'local', days: 30, passMark: 0.8 })).toEqual({
      action: 'Test LOCAL for 30 days on your own requests, beside API, before you commit',
      effort: 'weeks',
      pass_if: 'LOCAL reaches the quality that you need, 80%, on at least 100 of your own requests',
    });
    expect(testStep.en({ leader: 'api', days: 30 }).pass_if).toBe('judged blind on 100 of your own requests, API is as good or better in at least 50');
  });

  it('say what to do, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const steps = [gatewayStep[language]({}), stayStep[language]({ today: 'api', leader: 'local' }), stayStep[language]({ today: 'api', leader: 'none' }), askStep[language]({ question: 'x?' }), conditionStep[language]({ condition: 'Sign' }), liftStep[language]({ rule: 'r', remedy: 'm' }), recheckStep[language]({ date: '2026-01-07' }), startStep[language]({ side: 'local' }), startStep[language]({ side: 'api', option: 'x' })];
      for (const { action, effort } of steps) expect(action.length * effort.length).toBeGreaterThan(0);
    }
  });

  it('name options by model, provider, hardware and place', () => {
    expect(optionTitle.en({ place: 'on_premises', model: 'Qwen3 32B', gpu: 'RTX 4090', gpuCount: 4 })).toBe('Qwen3 32B on 4 × RTX 4090 (own servers)');
    expect(optionTitle.en({ place: 'public_api' })).toBe('a commercial model (public API)');
    expect(optionTitle.zh({ place: 'public_api', model: 'Claude', provider: 'Anthropic' })).toBe('Anthropic 的 Claude（公共 API）');
  });
});
