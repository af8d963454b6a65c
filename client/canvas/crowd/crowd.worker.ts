import { paint } from './paint.ts';
import type { Asked, Crowd, Painted } from './protocol.ts';

/** Makes pictures of a crowd, beside the page. */
let crowd: Crowd | undefined;
const canvas = new OffscreenCanvas(1, 1);
const pen = canvas.getContext('2d');

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  switch (data.kind) {
    case 'crowd':
      crowd = data.crowd;
      return;
    case 'at':
      crowd?.at.set([data.at.x, data.at.y], data.index * 2);
      return;
    case 'paint': {
      if (!crowd || !pen) return;
      const { frame } = data;
      const [width, height] = [Math.round(frame.width * frame.ratio), Math.round(frame.height * frame.ratio)];
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      paint(pen, crowd, frame);
      const bitmap = canvas.transferToImageBitmap();
      const painted: Painted = { bitmap, frame };
      self.postMessage(painted, { transfer: [bitmap] });
    }
  }
};
