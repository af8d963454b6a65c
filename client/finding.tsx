import { FindingFile } from '../server/core/model/finding.ts';
import { localApi, storeOf } from './api/local.ts';
import { computeInWorker } from './api/worker-compute.ts';
import { start } from './start.tsx';
import { readAddress, readParts } from './state/address.ts';
import { FINDING_ID } from './state/finding.ts';

/** The page as one file, with its data in it: nothing is asked of a server. */
const file = FindingFile.parse(JSON.parse(document.getElementById(FINDING_ID)?.textContent ?? 'null'));
const { data: _data, ...finding } = file;
const local = localApi({
  store: await storeOf(file),
  compute: computeInWorker(),
  about: { version: String(finding.format) },
});
// A link within the file says where one was; without, it is as it was handed on.
const address =
  location.hash === ''
    ? { lang: finding.lang, ...readParts(finding.view.parts) }
    : readAddress(location.hash);
await start({ ...local, address, state: { finding } });
