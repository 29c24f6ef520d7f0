/** Words that people write for the format's own: data for the "did you mean", nothing is accepted because of it. */

/** For keys. Spellings that differ in case, hyphens, or British and American need no entry. */
export const KEY_SYNONYMS: Readonly<Record<string, string>> = {
  org: 'organisation', company: 'organisation', team: 'team_strength', sensitivity: 'data_sensitivity', performance: 'performance_need',
  contract: 'terms', contract_terms: 'terms', rules: 'house_rules', requests: 'requests_per_day', rpd: 'requests_per_day', bill: 'monthly_api_bill_usd',
  growth: 'growth_per_year', peak: 'peak_factor', rate: 'requests_per_user_per_day', exceptions: 'accept', hardware: 'gpus', revenue: 'annual_revenue_usd',
  mau: 'monthly_active_users', industry: 'kind', sector: 'kind', use_case: 'task', reason: 'because', expires: 'until', ranking: 'rank',
};

/** For values, by the key that they stand at. */
export const VALUE_SYNONYMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  team_strength: { no: 'none', weak: 'basic', junior: 'basic', low: 'basic', medium: 'solid', good: 'solid', senior: 'solid', high: 'strong', expert: 'strong' },
  budget: { low: 'tight', small: 'tight', limited: 'tight', medium: 'moderate', normal: 'moderate', high: 'ample', large: 'ample', generous: 'ample', unlimited: 'ample' },
  data_sensitivity: { low: 'public', none: 'public', open: 'public', medium: 'internal', private: 'confidential', sensitive: 'confidential', high: 'confidential', secret: 'restricted', top_secret: 'restricted' },
  core: { no: 'supporting', low: 'supporting', false: 'supporting', medium: 'important', yes: 'core', true: 'core', high: 'core', critical: 'core' },
  performance_need: { low: 'basic', good: 'high', best: 'frontier', top: 'frontier', very_high: 'frontier', highest: 'frontier', sota: 'frontier' },
  customisation: { no: 'none', rag: 'prompting', prompt: 'prompting', lora: 'fine_tuning', finetune: 'fine_tuning', fine_tuned: 'fine_tuning', full: 'deep' },
  shape: { narrow: 'narrow_with_labels', labelled: 'narrow_with_labels', open: 'open_ended' },
  latency: { offline: 'batch', async: 'batch', online: 'interactive', live: 'realtime', low: 'realtime', streaming: 'realtime' },
  stage: { poc: 'prototype', mvp: 'prototype', dev: 'prototype', idea: 'prototype', beta: 'pilot', test: 'pilot', prod: 'production', live: 'production' },
  terms: { no: 'none', dpa: 'basic', standard: 'basic', zdr: 'full', zero_retention: 'full' },
  task: {
    chatbot: 'chat', rag: 'chat', assistant: 'chat', summarisation: 'text-generation', translation: 'text-generation', writing: 'text-generation', llm: 'text-generation',
    coding: 'code', copilot: 'code', agents: 'agent', embeddings: 'embedding', reranking: 'rerank', stt: 'asr', speech_to_text: 'asr', transcription: 'asr',
    text_to_speech: 'tts', image: 'text-to-image', image_generation: 'text-to-image', '3d': 'image-to-3d',
  },
  kind: { company: 'business', bank: 'finance', hospital: 'healthcare', school: 'education', university: 'education', public: 'government', defence: 'defence_contractor', lawyer: 'law_firm' },
  place: { onprem: 'on_premises', on_prem: 'on_premises', own: 'on_premises', cloud: 'private_cloud', hosted: 'managed_host', api: 'public_api' },
  contains: { pii: 'personal', phi: 'health', medical: 'health', pci: 'payment_card', card: 'payment_card', code: 'source_code', nda: 'under_nda', minors: 'children' },
};

/** For "I do not know", at any answer. */
export const UNKNOWN_SYNONYMS: readonly string[] = ['?', '??', '-', 'n/a', 'na', 'tbd', 'todo', 'null', 'dont_know', "don't_know", '不知道', '未知', '不清楚', '待定'];
