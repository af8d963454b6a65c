import { type LayoutJob, layOut } from './layouts.ts';

self.onmessage = ({ data }: MessageEvent<LayoutJob>) => {
  const value = layOut(data, (done) => self.postMessage({ done }));
  self.postMessage({ value });
};
