import { z } from 'zod';
import { DatasetId } from './ids.ts';
import { ViewBody } from './saved.ts';

/** What a file of a finding says of itself, beside its data: what was asked, how it was looked at, and in which versions of which datasets. */
export const Finding = z.object({
  loopscope: z.literal('finding'),
  format: z.literal(1),
  title: z.string().max(300),
  question: z.string().max(5_000),
  made: z.iso.datetime(),
  lang: z.enum(['en', 'zh']),
  view: ViewBody,
  /** The whole datasets that it is a part of. A version is a hash of the content. */
  datasets: z
    .array(z.object({ id: DatasetId, version: z.string().max(80), nameEn: z.string(), nameZh: z.string() }))
    .max(50),
});
export type Finding = z.infer<typeof Finding>;

/** With its data: one dataset each, as our JSON has it. */
export const FindingFile = Finding.extend({ data: z.array(z.record(z.string(), z.unknown())).max(50) });
export type FindingFile = z.infer<typeof FindingFile>;
